package dev.tagboat.bot.image;

import com.google.re2j.Pattern;

/**
 * A glob over whole, normalised image names, as in allow-lists: {@code *} stands for any characters
 * but {@code /}, {@code **} for any characters at all. It always matches the whole name, never a
 * suffix: {@code evil.io/acme/app} is not {@code acme/app}.
 */
public final class ImagePattern {
  private final String text;
  private final Pattern pattern;

  private ImagePattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * @param text for example {@code ghcr.io/acme/*}; a pattern without a registry host, such as
   *     {@code nginx} or {@code bitnami/*}, means Docker Hub, as in an image reference
   * @throws IllegalArgumentException when the text is empty or holds a character that no image name
   *     has
   */
  public static ImagePattern parse(String text) {
    if (!text.matches("[A-Za-z0-9._:/\\[\\]*-]{1,255}")) {
      throw new IllegalArgumentException(
          "not an image pattern: "
              + Printable.quote(text)
              + " (an image name without tag, with * for one part and ** for many)");
    }
    return new ImagePattern(text, Pattern.compile(regex(normalise(text))));
  }

  public boolean matches(ImageName name) {
    return pattern.matches(name.toString());
  }

  /**
   * How closely the pattern describes a name: a whole name more than any with a star, else the
   * longer the fixed text (Docker Hub's host included), the more.
   */
  public int specificity() {
    String fixed = normalise(text).replace("*", "");
    return text.contains("*") ? fixed.length() : 1000 + fixed.length();
  }

  /** The pattern as it is matched: with the registry's host, normalised like an image's. */
  public String whole() {
    return normalise(text);
  }

  private static String normalise(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? text : text.substring(0, slash);
    boolean hosted =
        first.contains(".")
            || first.contains(":")
            || first.equals("localhost")
            || first.contains("*");
    if (hosted) {
      return slash < 0 ? text : ImageName.normaliseHost(first) + text.substring(slash);
    }
    return slash < 0 ? "docker.io/library/" + text : "docker.io/" + text;
  }

  private static String regex(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c != '*') {
        out.append(Pattern.quote(String.valueOf(c)));
      } else if (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        out.append(".*");
        i++;
      } else {
        out.append("[^/]*");
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
