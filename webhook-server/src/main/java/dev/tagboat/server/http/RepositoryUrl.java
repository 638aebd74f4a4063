package dev.tagboat.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares the URL of a config repo with those that a forge names it by. */
final class RepositoryUrl {
  private RepositoryUrl() {}

  /**
   * Whether both name one repository: {@code .git}, a slash at the end and the case do not count.
   * An SSH URL is compared by host and path only.
   *
   * @param offered an HTTP URL from outside, maybe not a URL at all
   */
  static boolean same(URI configured, String offered) {
    URI other = parse(offered);
    if (other == null || configured.getHost() == null || other.getHost() == null) {
      return false;
    }
    return configured.getHost().equalsIgnoreCase(other.getHost())
        && path(configured).equals(path(other))
        && (!isHttp(configured) || port(configured) == port(other));
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isHttp(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
  }

  private static String path(URI url) {
    String path = url.getPath() == null ? "" : url.getPath().toLowerCase(Locale.ROOT);
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
  }
}
