package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** The calls below {@code /repos/OWNER/NAME}. */
final class Endpoint {
  /** The longest page that GitHub gives. */
  static final int PAGE = 100;

  private final Rest rest;
  private final HttpUrl repository;

  Endpoint(Rest rest, GitHubSettings settings) {
    this.rest = rest;
    this.repository =
        HttpUrl.get(settings.apiUrl().toString())
            .newBuilder()
            .addPathSegment("repos")
            .addPathSegment(settings.owner())
            .addPathSegment(settings.repo())
            .build();
  }

  /**
   * @param path below the repository; what comes from outside stands behind it
   * @param more one more segment each, of any characters
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode get(String path, String... more) throws IOException {
    HttpUrl.Builder url = repository.newBuilder().addPathSegments(path);
    for (String segment : more) {
      url.addPathSegment(segment);
    }
    return rest.get(url.build());
  }

  /**
   * A list, page by page.
   *
   * @param pages how many at most
   */
  List<JsonNode> list(String path, Map<String, String> query, int pages) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      HttpUrl.Builder url = repository.newBuilder().addPathSegments(path);
      query.forEach(url::addQueryParameter);
      url.setQueryParameter("per_page", Integer.toString(PAGE));
      if (page > 1) {
        url.setQueryParameter("page", Integer.toString(page));
      }
      JsonNode answer = rest.get(url.build());
      if (!answer.isArray()) {
        throw new IOException("not a list");
      }
      answer.forEach(all::add);
      if (answer.size() < PAGE) {
        break;
      }
    }
    return all;
  }

  /**
   * @param path below the repository, fixed words, numbers and branch names of ours only
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode send(String method, String path, JsonNode body) throws IOException {
    return rest.send(method, repository.newBuilder().addPathSegments(path).build(), body);
  }
}
