package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The server as a script would use it. */
final class ApiClient {
  /** For what is slow when other work is done on the machine: the start of a process, say. */
  static final Duration UNDER_LOAD = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final String base;
  private final String token;

  /**
   * @param token of the administrator; empty for none
   */
  ApiClient(int port, String token) {
    this.base = "http://127.0.0.1:" + port;
    this.token = token;
  }

  String text(String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = send(request.timeout(Duration.ofSeconds(20)).build());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  JsonNode json(String path) throws IOException {
    return mapper.readTree(text(path));
  }

  /** Posts and answers the status. */
  int post(String path, String bearer, String body) throws IOException {
    return posted(path, bearer, body).statusCode();
  }

  HttpResponse<String> posted(String path, String bearer, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + bearer)
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Every push, newest first. */
  List<JsonNode> pushes() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = json("/api/v1/pushes?limit=100" + next);
      page.path("pushes").forEach(all::add);
      next = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
    } while (!next.isEmpty());
    return all;
  }

  /** The newest push of a tag, with its history; waits until it is in the state. */
  JsonNode await(String image, String tag, String state) throws IOException {
    Optional<JsonNode> last = Optional.empty();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      last =
          pushes().stream()
              .filter(push -> push.path("image").asText().equals(image))
              .filter(push -> push.path("tag").asText().equals(tag))
              .findFirst();
      if (last.isPresent() && last.get().path("state").asText().equals(state)) {
        return json("/api/v1/pushes/" + last.get().path("id").asText());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return fail("waited in vain for " + image + ":" + tag + " to be " + state + ": " + last);
  }

  static void await(String what, BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  static void await(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited in vain for " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
