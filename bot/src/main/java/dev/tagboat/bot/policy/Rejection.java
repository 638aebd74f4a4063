package dev.tagboat.bot.policy;

/** Why a tag may not replace another. */
public enum Rejection {
  /** Older than the current one. */
  DOWNGRADE,
  /** The same version in other words. */
  SAME_VERSION,
  /** Another prefix, suffix or number of components. */
  OTHER_SHAPE,
  /** A pre-release where a release runs. */
  PRERELEASE,
  /** A commit hash is no version. */
  COMMIT_HASH,
  /** The current tag says nothing about what would be newer. */
  NO_ORDER,
  /** Not what this policy compares. */
  NOT_A_VERSION,
  OUT_OF_RANGE,
  /** {@code allow} does not match. */
  NOT_ALLOWED,
  /** {@code ignore} matches. */
  IGNORED,
  /** {@code extract} takes nothing from the tag. */
  NOT_EXTRACTED,
  /** The image is younger than {@code minimum-age}. */
  TOO_YOUNG,
  /** When the image was made is not known, and the rule needs it. */
  AGE_UNKNOWN,
  /** The image lacks a platform that the rule asks for. */
  PLATFORM_MISSING,
  /** What the image runs on is not known, and the rule needs it. */
  PLATFORM_UNKNOWN,
  /** The rule asks for a signature, and the image has none. */
  UNSIGNED,
  /** No signature of the image is by whom the rule asks for. */
  SIGNATURE_MISMATCH,
  /** Who signed the image is not known, and the rule needs it. */
  SIGNATURE_UNKNOWN,
  /** Nobody asked the registry who signed the image, and the rule needs it. */
  SIGNATURE_UNASKED,
  /** The policy keeps the tag. */
  KEPT,
  /** A setting that cannot be honoured: nothing passes. */
  NOT_HONOURED
}
