package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The version that an image moves away from.
 *
 * @param tag null when the place names none
 * @param digest the one that stands there, else what the tag points to by now; null when nobody
 *     knows
 * @param seen what the registry shows of it
 * @param settled whether asking again would say the same; false after trouble that passes
 */
public record Before(
    @Nullable Tag tag, @Nullable Digest digest, ImageEvidence seen, boolean settled) {
  private static final ImageEvidence UNASKED =
      new ImageEvidence.Missing("nobody asked the registry");

  /** What stands in the files, without a look at the registry. */
  public static Before written(@Nullable Tag tag, @Nullable Digest digest) {
    return new Before(tag, digest, UNASKED, false);
  }

  /** Whether the registry was asked, and has it no longer. */
  boolean isGone() {
    return settled && !(seen instanceof ImageEvidence.Seen);
  }
}
