package dev.tagboat.applier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.applier.config.ReportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SenderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> proofs = new CopyOnWriteArrayList<>();
  private final AtomicInteger status = new AtomicInteger(202);
  private volatile String said = "";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/reports/prod", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    String hmac = exchange.getRequestHeaders().getFirst("X-Tagboat-Signature-256");
    proofs.add(bearer == null ? hmac : bearer);
    byte[] says = said.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status.get(), says.length == 0 ? -1 : says.length);
    if (says.length > 0) {
      exchange.getResponseBody().write(says);
    }
    exchange.close();
  }

  private Sender sender(String secret, boolean token) throws IOException {
    Optional<Path> file = Optional.of(Files.writeString(folder.resolve("secret"), secret + "\n"));
    return new Sender(
        "prod",
        new ReportConfig(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/reports/prod"),
            token ? file : Optional.empty(),
            token ? Optional.empty() : file),
        CLOCK);
  }

  private static Report report(String problem) {
    return Report.stopped(Optional.of("c".repeat(40)), List.of(problem));
  }

  @Test
  void sendsWhatHappenedWithAToken() throws IOException {
    Optional<String> trouble = sender("jwt", true).send(report("x"));

    JsonNode body = new ObjectMapper().readTree(bodies.get(0));
    assertThat(trouble).isEmpty();
    assertThat(proofs).containsExactly("Bearer jwt");
    assertThat(body.path("cluster").asText()).isEqualTo("prod");
    assertThat(body.path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(body.path("problems").get(0).asText()).isEqualTo("x");
  }

  // printf '%s' BODY | openssl dgst -sha256 -hmac key gives the same form.
  @Test
  void orWithAnHmacOverTheBody() throws IOException {
    sender("key", false).send(report("x"));

    assertThat(proofs.get(0)).matches("sha256=[0-9a-f]{64}");
  }

  @Test
  void keepsOnlyTheNewestThatCouldNotBeSent() throws IOException {
    Sender sender = sender("jwt", true);
    status.set(503);
    Optional<String> first = sender.send(report("old"));
    sender.send(report("new"));
    status.set(202);

    Optional<String> sent = sender.retry();
    sender.retry();

    assertThat(first).hasValueSatisfying(why -> assertThat(why).contains("503"));
    assertThat(sent).isEmpty();
    assertThat(bodies).hasSize(3);
    assertThat(bodies.get(2)).contains("new").doesNotContain("old");
  }

  @Test
  void whatAServerCannotReadItSaysAndANewerReportIsTried() throws IOException {
    Sender sender = sender("jwt", true);
    status.set(400);
    said = "{\"error\":\"update\\nthe server\"}";
    assertThat(sender.send(report("old")))
        .hasValueSatisfying(why -> assertThat(why).endsWith(" answered 400: update the server"));
    for (String odd : List.of("", "<html>", "{}", "{\"error\":\"" + "x".repeat(3_000))) {
      said = odd;
      assertThat(sender.retry())
          .hasValueSatisfying(why -> assertThat(why).endsWith(" answered 400"));
    }
    status.set(202);

    assertThat(sender.send(report("new"))).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsSaid() throws IOException {
    Sender sender = sender("jwt", true);
    server.stop(0);

    assertThat(sender.send(report("x")))
        .hasValueSatisfying(why -> assertThat(why).contains("did not answer"));
  }
}
