package dev.tagboat.server.receive;

import dev.tagboat.bot.image.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package URL, {@code pkg:TYPE/NAME@VERSION?QUALIFIERS#SUBPATH} (package-url/purl-spec), as far
 * as images need it.
 *
 * @param name with its namespace
 */
record PackageUrl(String type, String name, String version, Map<String, String> qualifiers) {
  private static final int MAX = 2_000;

  PackageUrl {
    qualifiers = Map.copyOf(qualifiers);
  }

  static PackageUrl parse(String text) throws Json.Malformed {
    String[] parts = cut(cut(text, '#')[0], '?');
    int slash = parts[0].indexOf('/');
    if (text.length() > MAX || !text.startsWith("pkg:") || slash < 0) {
      throw new Json.Malformed("not a package URL: " + Printable.quote(text));
    }
    String[] named = cut(parts[0].substring(slash + 1), '@');
    Map<String, String> qualifiers = new TreeMap<>();
    for (String qualifier : parts[1].split("&", -1)) {
      String[] pair = cut(qualifier, '=');
      qualifiers.putIfAbsent(pair[0].toLowerCase(Locale.ROOT), decoded(pair[1]));
    }
    return new PackageUrl(
        parts[0].substring("pkg:".length(), slash).toLowerCase(Locale.ROOT),
        decoded(named[0]),
        decoded(named[1]),
        qualifiers);
  }

  /** Always two parts. */
  private static String[] cut(String text, char at) {
    int index = text.indexOf(at);
    return index < 0
        ? new String[] {text, ""}
        : new String[] {text.substring(0, index), text.substring(index + 1)};
  }

  private static String decoded(String text) throws Json.Malformed {
    try {
      // A plus sign is itself in a package URL.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Json.Malformed("a package URL with a bad escape: " + Printable.quote(text));
    }
  }

  /**
   * The image's name: with its host when {@code repository_url} says where it is. That should end
   * with the name, but some senders leave it away, and some add tag and digest.
   */
  String image() {
    String where = qualifiers.getOrDefault("repository_url", "");
    int scheme = where.indexOf("://");
    String place = WrittenImage.of(scheme < 0 ? where : where.substring(scheme + 3)).name();
    String bare = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    if (bare.isEmpty()) {
      return name;
    }
    return bare.endsWith("/" + name) ? bare : bare + "/" + name;
  }
}
