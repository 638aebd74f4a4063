package dev.tagboat.bot.rules;

import dev.tagboat.bot.scan.Site;
import java.util.Optional;

/** Knows one kind of object that says something about places in other files. */
interface ObjectRules {
  /** The rule that such an object gives for the place. */
  Optional<Ruling> read(Site site);
}
