package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import java.util.Optional;

/** Judges tags. Pure and without state. */
interface TagPolicy {

  /**
   * @param current what runs now
   * @param candidate another tag; equal tags are no question for a policy
   * @param allowDowngrade whether an older tag is wanted too
   */
  Decision decide(Subject current, Subject candidate, boolean allowDowngrade);

  /** Whether the policy takes the tag at all, as far as that can be said without a current one. */
  Decision admit(Subject candidate);

  /**
   * Which of two tags that were accepted for the same current tag is higher. A total preorder.
   *
   * @return negative, zero or positive; zero when the policy sees no difference
   */
  int compare(Subject a, Subject b);

  /** Whether nothing passes, not even another digest of the same tag. */
  default boolean isClosed() {
    return false;
  }

  /** Whether it goes by the time an image was made. */
  default boolean needsCreated() {
    return false;
  }

  /** The only tag that can pass, whatever there is; empty when there may be others. */
  default Optional<Tag> only() {
    return Optional.empty();
  }
}
