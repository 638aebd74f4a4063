package dev.tagboat.bot.rules;

import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Site;
import java.util.Optional;

/** Understands one kind of hint. */
interface RuleSource {
  /** The rule that the hint gives for the place; empty when the hint is none of this kind's. */
  Optional<Ruling> read(Hint hint, Site site);
}
