package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.scan.Site;
import org.jspecify.annotations.Nullable;

/**
 * One place is to get another version.
 *
 * @param wanted the version it gets
 * @param reason one sentence: why the policy accepts it
 */
public record Bump(Site site, Wanted wanted, PolicyKind policy, String reason) {
  public Tag tag() {
    return wanted.tag();
  }

  /** The digest to write; null where the place names none. */
  public @Nullable Digest digest() {
    return site.digest() == null ? null : wanted.digest();
  }
}
