package dev.tagboat.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks what the visitor could ask with curl. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper mapper = new ObjectMapper();

  JsonNode json(String url) {
    try {
      return mapper.readTree(text(url));
    } catch (IOException e) {
      throw new DemoFailure("GET " + url + " answered something that is no JSON.");
    }
  }

  String text(String url) {
    return find(url).orElseThrow(() -> new DemoFailure("GET " + url + " answered 404."));
  }

  /** Empty where there is nothing. */
  Optional<String> find(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> Optional.of(response.body());
        case 404 -> Optional.empty();
        default -> throw new DemoFailure("GET " + url + " answered " + response.statusCode() + ".");
      };
    } catch (IOException e) {
      throw new DemoFailure("GET " + url + " got no answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("GET " + url + " was interrupted.");
    }
  }
}
