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

  /** Whether the text stands in quotes, single or double. */
  public boolean isQuoted() {
    return this == SINGLE_QUOTED || this == DOUBLE_QUOTED;
  }
}
