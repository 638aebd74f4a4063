package dev.tagboat.applier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.config.ReportConfig;
import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.fault.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells the server what a run came to: a POST of a {@link Message}. Who we are is shown by a bearer
 * token, or by {@code X-Tagboat-Signature-256: sha256=<hex>}, an HMAC over the body. A report that
 * could not be sent waits for the next try, unless a newer one takes its place.
 */
public final class Sender {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String cluster;
  private final ReportConfig config;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private Optional<byte[]> pending = Optional.empty();

  public Sender(String cluster, ReportConfig config, Clock clock) {
    this.cluster = cluster;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Sends the report, or keeps it for later.
   *
   * @return why it was not sent; empty when it was
   */
  public Optional<String> send(Report report) {
    pending = Optional.of(bytes(Message.of(report, cluster, clock.instant())));
    return retry();
  }

  /** Sends what waits, if anything does. */
  public Optional<String> retry() {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpResponse<Void> response =
          client.send(request(pending.get()), HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() / 100 == 2) {
        pending = Optional.empty();
        return Optional.empty();
      }
      return Optional.of(config.url() + " answered " + response.statusCode());
    } catch (IOException e) {
      return Optional.of(config.url() + " did not answer: " + e.getMessage());
    } catch (Fault e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(config.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tagboat-applier")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    config
        .tokenFile()
        .ifPresent(f -> builder.header("Authorization", "Bearer " + SecretFile.read(f).reveal()));
    config
        .secretFile()
        .ifPresent(
            f ->
                builder.header(
                    "X-Tagboat-Signature-256", "sha256=" + hmac(SecretFile.read(f), body)));
    return builder.build();
  }

  private static String hmac(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }
}
