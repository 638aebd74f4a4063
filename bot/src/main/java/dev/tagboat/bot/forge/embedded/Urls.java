package dev.tagboat.bot.forge.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The server's own absolute URLs.
 *
 * @param base for example {@code http://127.0.0.1:8081}, without a slash at the end
 */
record Urls(String base) {
  static final String API = "/api/v3";

  String api(String path) {
    return base + API + path;
  }

  String repo(Repo repo) {
    return api("/repos/" + repo.fullName());
  }

  String repo(Repo repo, String path) {
    return repo(repo) + path;
  }

  String web(Repo repo) {
    return base + "/" + repo.fullName();
  }

  String web(Repo repo, String path) {
    return web(repo) + path;
  }

  String user(String login, String path) {
    return api("/users/" + encode(login) + path);
  }

  /** One segment of a path. */
  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A path whose slashes stay. */
  static String encodePath(String path) {
    return encode(path).replace("%2F", "/");
  }
}
