package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.scan.Site;
import org.jspecify.annotations.Nullable;

/**
 * One place is to get another version.
 *
 * @param wanted the version it gets
 * @param pin what becomes of a digest there
 * @param source where the rule stands, as in {@link dev.tagboat.bot.rules.Ruling#source}
 * @param reason one sentence: why the policy accepts it, and what else changes with it
 * @param signature who signed it, where the rule asks for that
 */
public record Bump(
    Site site,
    Wanted wanted,
    PolicyKind policy,
    Pin pin,
    String source,
    String reason,
    SignatureVerdict signature) {
  public Tag tag() {
    return wanted.tag();
  }

  /** The digest that stands there afterwards; null where the place names none. */
  public @Nullable Digest digest() {
    return switch (pin) {
      case KEEP -> site.digest() == null ? null : wanted.digest();
      case TAG -> null;
      case DIGEST -> wanted.digest();
    };
  }
}
