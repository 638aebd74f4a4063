package dev.tagboat.applier.apply;

import java.util.Locale;

/** What became of an object. */
public enum Action {
  CREATED,
  CONFIGURED,
  UNCHANGED,
  DELETED,
  /** Left alone on purpose; the reason says why. */
  SKIPPED,
  FAILED;

  /** The word in outputs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
