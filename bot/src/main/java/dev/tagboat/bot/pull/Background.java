package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.image.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of one version that an image moves to.
 *
 * @param before what it moves away from, where most of its places agree
 * @param commits what came between the two in the source repository; null when that cannot be read
 * @param announced who said that it was pushed; null when nobody knows any more
 * @param claimed the digest that was announced with it; null when none was
 * @param settled whether asking again would say the same
 */
public record Background(
    Before before,
    @Nullable CommitRange commits,
    @Nullable Announced announced,
    @Nullable Digest claimed,
    Signature signature,
    boolean settled) {

  /** Nothing but what stands in the files. */
  public static Background of(Before before) {
    return new Background(before, null, null, null, Signature.UNKNOWN, false);
  }

  /** The same, with the commits, as far as they can be read. */
  public Background with(@Nullable CommitRange range, boolean whole) {
    return new Background(before, range, announced, claimed, signature, whole);
  }
}
