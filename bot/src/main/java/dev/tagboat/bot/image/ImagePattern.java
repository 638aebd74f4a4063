package dev.tagboat.bot.image;

import com.google.re2j.Pattern;
import java.util.Locale;

/**
 * A glob over whole, normalised image names, as in allow-lists: {@code *} stands for any characters
 * but {@code /}, {@code **} for any characters at all. It always matches the whole name, never a
 * suffix: {@code evil.io/acme/app} is not {@code acme/app}.
 */
public final class ImagePattern {
  private static final int MAX_LENGTH = 255;

  private final String text;
  private final Pattern pattern;

  private ImagePattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * @param text for example {@code ghcr.io/acme/*}; a pattern without a registry host, such as
   *     {@code nginx} or {@code bitnami/*}, means Docker Hub, as in an image reference; {@code *}
   *     alone means every image
   * @throws IllegalArgumentException when no image name could match the text: it is empty, has a
   *     tag, or holds a character that no image name has
   */
  public static ImagePattern parse(String text) {
    String example = text.replace("**", "1").replace('*', '1');
    if (text.length() > MAX_LENGTH || ImageName.parse(example).isEmpty()) {
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

  // As an image name is: a star may also stand for the host, or for a part of it.
  private static String normalise(String written) {
    String text = written.toLowerCase(Locale.ROOT);
    if (!text.contains("*")) {
      return ImageName.parse(text).map(ImageName::toString).orElse(text);
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return hostless(text);
    }
    String first = text.substring(0, slash);
    String host = ImageName.normaliseHost(first);
    boolean hosted = ImageName.isHost(first) || first.contains("*");
    return hosted && !host.equals(ImageName.DOCKER_HUB)
        ? host + text.substring(slash)
        : onDockerHub(hosted ? text.substring(slash + 1) : text);
  }

  private static String hostless(String text) {
    if (text.equals("*")) {
      return "**";
    }
    return text.contains("**") ? text : onDockerHub(text);
  }

  private static String onDockerHub(String path) {
    boolean official = path.indexOf('/') < 0 && !path.contains("**");
    return ImageName.DOCKER_HUB + (official ? "/library/" : "/") + path;
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
