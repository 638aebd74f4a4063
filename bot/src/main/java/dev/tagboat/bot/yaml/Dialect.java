package dev.tagboat.bot.yaml;

/**
 * Ways of giving a text to SnakeYAML, each at the very same offsets, from the strictest on. A file
 * is read in the first one in which it is YAML, and compared in the one it was read in.
 */
enum Dialect {
  /** As it stands. */
  PLAIN,
  /** With what YAML 1.2 allows and SnakeYAML does not know. */
  EASED {
    @Override
    boolean helps(SourceText source) {
      return source.canBeEased();
    }

    @Override
    String parsed(SourceText source) {
      return source.eased();
    }

    @Override
    String value(String value) {
      return value.replace(String.valueOf(SourceText.ESCAPED_SLASH), "");
    }
  },
  /** Without its template actions, which only a template engine can read. */
  TEMPLATE {
    @Override
    boolean helps(SourceText source) {
      return TemplateMask.applies(source.text());
    }

    @Override
    String parsed(SourceText source) {
      return TemplateMask.of(source.text());
    }
  };

  /** Whether reading the text this way can give anything else than {@link #PLAIN} does. */
  boolean helps(SourceText source) {
    return true;
  }

  /** The text for the parser; as long as the source's own, and with the same line ends. */
  String parsed(SourceText source) {
    return source.text();
  }

  /** A scalar's value as the file means it. */
  String value(String value) {
    return value;
  }
}
