package dev.tagboat.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Tells a Tagboat server what was pushed, to a hook of type {@code generic}. The job proves who it
 * is by an ID token that its runner gets from GitHub, made for that server only; no secret is kept
 * anywhere (https://docs.github.com/actions/concepts/security/openid-connect).
 */
final class Server {
  private static final int ATTEMPTS = 6;
  private static final int MAX_ANSWER = 64 * 1024;
  private static final Set<Integer> TROUBLE = Set.of(429, 500, 502, 503, 504);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Inputs inputs;
  private final Commands commands;
  private final Pause pause;
  private final OkHttpClient http = HttpClients.shared();

  Server(Inputs inputs, Commands commands, Pause pause) {
    this.inputs = inputs;
    this.commands = commands;
    this.pause = pause;
  }

  /** What the server said. */
  record Receipt(int accepted, int duplicate, int ignored, int unreadable) {
    String sentence() {
      return "the server took "
          + accepted
          + ", knew "
          + duplicate
          + ", ignored "
          + ignored
          + " and could not read "
          + unreadable;
    }

    /** Whether one of them will never be proposed. */
    boolean leavesOut() {
      return ignored + unreadable > 0;
    }
  }

  /** Waits before another attempt. */
  @FunctionalInterface
  interface Pause {
    Pause THREAD =
        seconds -> {
          try {
            Thread.sleep(seconds * 1000L);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop("The step was interrupted.", e);
          }
        };

    void of(int seconds);
  }

  /** What is sent: the form of a {@code generic} hook. */
  String event(List<String> images) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode all = body.putArray("images");
    for (String text : images) {
      ImageReference reference = ImageReference.parse(text).orElseThrow();
      ObjectNode one = all.addObject().put("image", reference.name() + ":" + reference.tag());
      if (reference.digest() != null) {
        one.put("digest", Objects.requireNonNull(reference.digest()).value());
      }
      inputs.variable("GITHUB_ACTOR").ifPresent(actor -> one.put("pusher", actor));
    }
    return body.toString();
  }

  /**
   * @throws Stop when the server does not take it
   */
  Receipt send(List<String> images) {
    HttpUrl url = url();
    String token = token(audience(url));
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + token)
            .post(RequestBody.create(event(images), MediaType.get("application/json")))
            .build();
    Reply reply = patiently("tell " + url.host(), request);
    if (reply.code() != 202) {
      throw new Stop(refusal(url, reply));
    }
    JsonNode said = reply.json();
    return new Receipt(
        said.path("accepted").asInt(),
        said.path("duplicate").asInt(),
        said.path("ignored").asInt(),
        said.path("unreadable").asInt());
  }

  private HttpUrl url() {
    String text = inputs.required(Input.SERVER_URL, "the hook's URL");
    HttpUrl url = HttpUrl.parse(text);
    if (url == null
        || url.pathSegments().size() < 2
        || !url.pathSegments().get(0).equals("hooks")) {
      throw new Stop(
          "The input server-url must be the URL of a hook, such as https://tagboat.acme.io/hooks/ci.");
    }
    if (!url.isHttps() && !LOOPBACK.contains(url.host())) {
      throw new Stop("The input server-url must begin with https: a token is sent there.");
    }
    return url;
  }

  private String audience(HttpUrl url) {
    String origin = Objects.requireNonNull(url.resolve("/")).toString();
    return inputs.text(Input.SERVER_AUDIENCE).orElse(origin.substring(0, origin.length() - 1));
  }

  private String token(String audience) {
    String url = inputs.variable("ACTIONS_ID_TOKEN_REQUEST_URL").orElse("");
    String bearer = inputs.variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN").orElse("");
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null || bearer.isEmpty()) {
      throw new Stop(
          "The job may not ask for an ID token: give it permissions: { id-token: write }.");
    }
    Request request =
        new Request.Builder()
            .url(parsed.newBuilder().setQueryParameter("audience", audience).build())
            .header("Authorization", "Bearer " + bearer)
            .header("Accept", "application/json")
            .build();
    Reply reply = patiently("get an ID token", request);
    String token = reply.code() == 200 ? reply.json().path("value").asText("") : "";
    if (token.isEmpty()) {
      throw new Stop("GitHub gave no ID token (status " + reply.code() + ").");
    }
    commands.mask(token);
    return token;
  }

  private static String refusal(HttpUrl url, Reply reply) {
    String why =
        switch (reply.code()) {
          case 401 ->
              "it does not take this job's token: look at issuer, audience and subject of the hook";
          case 404 -> "it has no such hook";
          default -> "it answered " + reply.code();
        };
    String said = reply.json().path("error").asText("");
    return "The server at "
        + url.host()
        + " was not told: "
        + why
        + (said.isEmpty() ? "" : " (" + Printable.quote(said) + ")")
        + ".";
  }

  private record Reply(int code, String text) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return JSON.createObjectNode();
      }
    }
  }

  private Reply patiently(String tried, Request request) {
    for (int attempt = 1; ; attempt++) {
      String trouble;
      try (Response response = http.newCall(request).execute()) {
        if (attempt == ATTEMPTS || !TROUBLE.contains(response.code())) {
          return new Reply(response.code(), response.peekBody(MAX_ANSWER).string());
        }
        trouble = "it answered " + response.code();
      } catch (IOException e) {
        trouble = String.valueOf(e.getMessage());
      }
      if (attempt == ATTEMPTS) {
        throw new Stop("Tried to " + tried + ", but " + trouble + ".");
      }
      pause.of(1 << attempt);
    }
  }
}
