package dev.tagboat.bot.yaml;

/** How a scalar is written (YAML 1.2, chapters 7.3 and 8.1). */
public enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED;

  /** Whether a schema may read the text as anything but a string. */
  public boolean isPlain() {
    return this == PLAIN;
  }
}
