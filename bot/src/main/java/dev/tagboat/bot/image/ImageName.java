package dev.tagboat.bot.image;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The full, normalised name of an image: where it is hosted and its path there. Two spellings of
 * one image are equal: {@code nginx}, {@code docker.io/nginx} and {@code
 * index.docker.io/library/nginx} are all {@code docker.io/library/nginx}; the host's case and the
 * port {@code :443} do not count.
 *
 * @param registry lower-case host, with a port unless it is 443
 * @param path the repository's path in the registry, by the OCI grammar
 */
public record ImageName(String registry, String path) implements Comparable<ImageName> {
  /** Registry host and path together, as most clients limit them. */
  private static final int MAX_LENGTH = 255;

  static final String DOCKER_HUB = "docker.io";
  private static final Set<String> DOCKER_HUB_ALIASES =
      Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  // Possessive quantifiers: the specification's own form overflows the stack on long names.
  private static final Pattern PATH =
      Pattern.compile(
          "[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+(?:/[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+)*+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

  /**
   * @throws IllegalArgumentException when the parts are not a valid, normalised name
   */
  public ImageName {
    if (registry.length() + 1 + path.length() > MAX_LENGTH
        || !HOST.matcher(registry).matches()
        || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "not a valid image name: " + Printable.quote(registry + "/" + path));
    }
  }

  /**
   * Parses a name as people and manifests write it, without tag or digest. Capital letters in its
   * path, which no registry takes, are read as small ones.
   *
   * @return empty when {@code text} is not an image name
   */
  public static Optional<ImageName> parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean hosted = isHost(first);
    String host = hosted ? first : DOCKER_HUB;
    return written(host, hosted ? text.substring(slash + 1) : text);
  }

  /**
   * Joins a registry host and a path as people write them in separate fields; capital letters as in
   * {@link #parse}.
   *
   * @return empty when they do not make a valid name
   */
  public static Optional<ImageName> written(String host, String path) {
    return of(host, small(path));
  }

  /** Whether {@link #parse} reads capital letters of the path as small ones. */
  static boolean hasCapitals(String text) {
    int slash = text.indexOf('/');
    String path = slash >= 0 && isHost(text.substring(0, slash)) ? text.substring(slash) : text;
    return !small(path).equals(path);
  }

  // By hand: of other letters than these, none is in a name, whatever its case.
  private static String small(String path) {
    StringBuilder out = new StringBuilder(path);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return out.toString();
  }

  /**
   * Joins a registry host and a path as a registry has them.
   *
   * @return empty when they do not make a valid name
   */
  public static Optional<ImageName> of(String host, String path) {
    if (host.length() + path.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String registry = normaliseHost(host);
    String full =
        registry.equals(DOCKER_HUB) && path.indexOf('/') < 0 && !path.isEmpty()
            ? "library/" + path
            : path;
    return registry.length() + 1 + full.length() <= MAX_LENGTH
            && HOST.matcher(registry).matches()
            && PATH.matcher(full).matches()
        ? Optional.of(new ImageName(registry, full))
        : Optional.empty();
  }

  /** Lower case, Docker Hub's aliases folded, the default port of HTTPS dropped. */
  public static String normaliseHost(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(":443") ? lower.substring(0, lower.length() - 4) : lower;
    return DOCKER_HUB_ALIASES.contains(bare) ? DOCKER_HUB : bare;
  }

  /** Whether a name says itself where it is hosted. */
  public static boolean startsWithHost(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && isHost(text.substring(0, slash));
  }

  // The rule of the Docker CLI: a first part with a dot or a colon, or "localhost", is a host.
  static boolean isHost(String first) {
    return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
  }

  /** The last component of the path, what people call the image. */
  public String shortName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(ImageName other) {
    return toString().compareTo(other.toString());
  }

  /** {@code registry/path}, for example {@code docker.io/library/nginx}. */
  @Override
  public String toString() {
    return registry + "/" + path;
  }
}
