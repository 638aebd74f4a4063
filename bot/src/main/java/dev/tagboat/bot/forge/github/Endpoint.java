package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import okhttp3.HttpUrl;

/** The calls below {@code /repos/OWNER/NAME}. */
final class Endpoint {
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
   * @param path below the repository, fixed words and numbers only
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode send(String method, String path, JsonNode body) throws IOException {
    return rest.send(method, repository.newBuilder().addPathSegments(path).build(), body);
  }
}
