package dev.tagboat.applier.source;

/**
 * Why there is no new revision; what was applied before stays.
 *
 * @param sentence what was tried, why it failed and what to do; never a secret
 */
public record SourceFault(Kind kind, String sentence) {
  /** What happened. */
  public enum Kind {
    /** Network, server, timeout: tried again. */
    UNREACHABLE,
    /** Credentials, host key, URL: a person must act. */
    REFUSED,
    BRANCH_GONE,
    /** The last applied revision is no ancestor of the new one. */
    REWRITTEN,
    /** The new head is not signed by anybody who is listed. */
    UNSIGNED,
    /** The clone lost objects, and fetching it anew did not help. */
    CORRUPT,
    /** The local disk: full or not writable. */
    DISK,
    /** The revision itself: too large, a link, a submodule, no such folder. */
    UNFIT
  }
}
