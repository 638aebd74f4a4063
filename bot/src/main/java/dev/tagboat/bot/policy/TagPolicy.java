package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;

/** Judges tags. Pure and without state. */
interface TagPolicy {

  /**
   * @param current what runs now
   * @param candidate another tag; equal tags are no question for a policy
   * @param allowDowngrade whether an older tag is wanted too
   */
  Decision decide(Tag current, Tag candidate, boolean allowDowngrade);

  /** Whether the policy takes the tag at all, as far as that can be said without a current one. */
  Decision admit(Tag candidate);

  /**
   * Which of two tags that were accepted for the same current tag is higher.
   *
   * @return negative, zero or positive; zero when the policy sees no difference
   */
  int compare(Tag a, Tag b);

  /** Whether nothing passes, not even another digest of the same tag. */
  default boolean isClosed() {
    return false;
  }
}
