package dev.tagboat.bot.config;

import java.util.Locale;

/** How a tag is judged; see the package {@code policy}. */
public enum PolicyKind {
  /** By the shape of the current tag. */
  AUTO,
  /** By a range of semantic versions. */
  SEMVER,
  /** By the date in the tag; {@code range} is its layout. */
  CALVER,
  /** By the number that the tag is. */
  NUMERIC,
  /** By byte order. */
  ALPHABETICAL,
  /** By the time the image was made. */
  NEWEST,
  /** The tag stays, its digest moves. */
  DIGEST,
  /** Only the tag that {@code range} names. */
  EXACT,
  /** Nothing moves. */
  NEVER;

  /** Whether {@code range} says anything under this policy; otherwise it is an error. */
  boolean takesRange() {
    return this == SEMVER || this == CALVER || this == EXACT;
  }

  /** As it is written in the file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
