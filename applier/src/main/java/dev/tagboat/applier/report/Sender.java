package dev.tagboat.applier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.config.ReportConfig;
import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Tells the server what a run came to: a POST of a {@link Message}. Who we are is shown by a bearer
 * token, or by {@code X-Tagboat-Signature-256: sha256=<hex>}, an HMAC over the body. A report that
 * could not be sent waits for the next try, unless a newer one takes its place.
 */
public final class Sender {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_SAID = 2_000;
  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String cluster;
  private final ReportConfig config;
  private final Clock clock;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .callTimeout(TIMEOUT)
          .followRedirects(false)
          .followSslRedirects(false)
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
    try (Response response = client.newCall(request(pending.get())).execute()) {
      if (response.isSuccessful()) {
        pending = Optional.empty();
        return Optional.empty();
      }
      return Optional.of(config.url() + " answered " + response.code() + why(response));
    } catch (IOException e) {
      return Optional.of(config.url() + " did not answer: " + e.getMessage());
    } catch (Fault e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What a server says of a report that it cannot read; else empty. */
  private static String why(Response response) throws IOException {
    if (response.code() != 400) {
      return "";
    }
    try {
      String error = MAPPER.readTree(response.peekBody(MOST_SAID).bytes()).path("error").asText();
      return error.isBlank() ? "" : ": " + error.replaceAll("\\p{C}", " ");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private Request request(byte[] body) {
    Request.Builder builder =
        new Request.Builder()
            .url(config.url().toString())
            .header("User-Agent", "tagboat-applier")
            .post(RequestBody.create(body, JSON));
    config.tokenFile().ifPresent(f -> authorize(builder, SecretFile.read(f)));
    config
        .secretFile()
        .ifPresent(
            f ->
                builder.header(
                    "X-Tagboat-Signature-256", "sha256=" + hmac(SecretFile.read(f), body)));
    return builder.build();
  }

  private static void authorize(Request.Builder builder, Secret token) {
    try {
      builder.header("Authorization", "Bearer " + token.reveal());
    } catch (IllegalArgumentException e) {
      // Without its text and cause: they could show the token.
      throw new UserFault("the token for reports holds characters that HTTP does not allow");
    }
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
