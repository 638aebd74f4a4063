package dev.tagboat.applier.kube;

import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to the API server. Connecting and the whole answer have time limits: over HTTP/2 the
 * Java client does not notice by itself that a server is gone.
 */
final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final String JSON = "application/json";

  private final Access access;
  private final Duration timeout;
  private final HttpClient client;

  Http(Access access, Duration timeout) {
    this.access = access;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .sslContext(access.tls())
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @param path with its query, beginning with a slash
   * @param contentType empty when there is no body
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and only read
  record Request(String method, String path, String contentType, byte[] body) {
    static Request get(String path) {
      return new Request("GET", path, "", new byte[0]);
    }
  }

  /**
   * @param retryAfter seconds
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and only read
  record Response(int status, byte[] body, OptionalLong retryAfter, List<String> warnings) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * @throws TransientFault when there was no answer
   */
  Response send(Request request) {
    return send(request, JSON);
  }

  /**
   * @param accept the form of the answer
   */
  Response send(Request request, String accept) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            built(request, accept).timeout(timeout).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Response(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Retry-After").stream()
              .filter(text -> text.matches("\\d{1,5}"))
              .mapToLong(Long::parseLong)
              .findFirst(),
          response.headers().allValues("Warning"));
    } catch (ExecutionException e) {
      throw noAnswer(request, e.getCause() instanceof IOException cause ? cause : e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw noAnswer(request, new IOException("no answer in " + timeout.toSeconds() + " s", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(request, e);
    }
  }

  /**
   * Lines that come as long as the server sends them; the future ends with the stream.
   *
   * @param accept the form of the answer
   */
  CompletableFuture<HttpResponse<Void>> stream(
      String path, String accept, Flow.Subscriber<String> lines) {
    return client.sendAsync(
        built(Request.get(path), accept).build(),
        HttpResponse.BodyHandlers.fromLineSubscriber(lines));
  }

  private TransientFault noAnswer(Request request, Exception why) {
    String message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new TransientFault(
        "the API server at "
            + access.server()
            + " did not answer "
            + request.method()
            + " "
            + request.path().replaceAll("\\?.*", "")
            + ": "
            + message,
        why);
  }

  private HttpRequest.Builder built(Request request, String accept) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(access.server() + request.path()))
            .header("Accept", accept)
            .header("User-Agent", "tagboat-applier")
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    if (!request.contentType().isEmpty()) {
      builder.header("Content-Type", request.contentType());
    }
    access
        .token()
        .get()
        .ifPresent(token -> builder.header("Authorization", "Bearer " + token.reveal()));
    return builder;
  }
}
