package dev.tagboat.bot.forge.embedded;

/** Builds HTML: {@link #raw} takes only literals of this package, {@link #text} everything else. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  Html raw(String literal) {
    out.append(literal);
    return this;
  }

  Html text(String untrusted) {
    for (int i = 0; i < untrusted.length(); i++) {
      escape(untrusted.charAt(i));
    }
    return this;
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.append(shown(c));
    }
  }

  // Characters that turn the reading direction can make a text say what it does not.
  private static char shown(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean turning = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return control || turning ? '\ufffd' : c;
  }

  Html number(long number) {
    out.append(number);
    return this;
  }

  Html attr(String name, String untrusted) {
    return raw(" ").raw(name).raw("=\"").text(untrusted).raw("\"");
  }

  Html add(Html other) {
    out.append(other.out);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
