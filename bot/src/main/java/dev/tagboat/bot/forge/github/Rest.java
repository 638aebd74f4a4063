package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.net.Bodies;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON calls, for what github-api does in more than one request: it wants the repository
 * loaded first, edits title and body one by one, and each reviewer loaded as a user.
 */
final class Rest {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final Supplier<Secret> token;
  private final ObjectMapper mapper = new ObjectMapper();

  Rest(OkHttpClient client, Supplier<Secret> token) {
    this.client = client;
    this.token = token;
  }

  /**
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode get(HttpUrl url) throws IOException {
    return execute(request("GET", url, null));
  }

  /**
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode send(String method, HttpUrl url, JsonNode body) throws IOException {
    return execute(request(method, url, body(body)));
  }

  /**
   * A POST that only asks, as those of GraphQL do.
   *
   * @throws Refusal when the answer is 400 or more
   */
  JsonNode ask(HttpUrl url, JsonNode body) throws IOException {
    Request request = request("POST", url, body(body));
    return execute(request.newBuilder().tag(Asks.class, Asks.ONLY).build());
  }

  private enum Asks {
    ONLY
  }

  /** Whether a request changes nothing, so that it may be sent again, and right after another. */
  static boolean onlyAsks(Request request) {
    return request.method().equals("GET") || request.tag(Asks.class) != null;
  }

  private RequestBody body(JsonNode json) throws IOException {
    return RequestBody.create(mapper.writeValueAsBytes(json), JSON);
  }

  /**
   * The same for an answer that may be of any size.
   *
   * @return empty when it is longer than {@code limit} bytes
   * @throws Refusal when the answer is 400 or more
   */
  Optional<JsonNode> get(HttpUrl url, int limit) throws IOException {
    try (Response response = client.newCall(request("GET", url, null)).execute()) {
      return Optional.of(mapper.readTree(Bodies.read(response.body(), limit)));
    } catch (Bodies.TooLarge e) {
      return Optional.empty();
    }
  }

  private JsonNode execute(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return mapper.readTree(response.body().bytes());
    }
  }

  private Request request(String method, HttpUrl url, @Nullable RequestBody body) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + token.get().reveal())
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .method(method, body)
        .build();
  }
}
