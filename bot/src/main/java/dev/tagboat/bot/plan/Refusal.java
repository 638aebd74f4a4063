package dev.tagboat.bot.plan;

import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.scan.Site;
import org.jspecify.annotations.Nullable;

/**
 * One place stays as it is, as far as one wanted version is concerned.
 *
 * @param rejection what the policy said; null when the policy was not asked
 * @param sentence why, for people
 */
public record Refusal(
    Site site, Wanted wanted, Kind kind, @Nullable Rejection rejection, String sentence) {

  /** Why. */
  public enum Kind {
    /** Nothing to do: the place has this version. */
    ALREADY_THERE,
    /** A higher one of the wanted versions goes there. */
    SUPERSEDED,
    /** The place has no tag that could be moved. */
    NO_TAG,
    /** The place is pinned by digest, and nobody knows the new one. */
    DIGEST_UNKNOWN,
    /** A part of the tag stands elsewhere, and the wanted one differs there. */
    FIXED_PART,
    /** A change here has no effect, or another one than was asked for, because of another place. */
    OVERRIDDEN,
    /** An alias makes another image use the same tag. */
    SHARED,
    /** A setting of the repo forbids any change now, or cannot be honoured. */
    SETTING,
    /** The policy says no. */
    POLICY
  }
}
