package dev.tagboat.applier.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers as told, one answer after the other, the last one for ever. */
final class RetryingTest {
  private record Told(int status, String body) {}

  private final Deque<Told> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private int requests;
  private HttpServer server;
  private Retrying http;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Access access =
        new Access(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Tls.of(new byte[0], Optional.empty()),
            Optional::empty);
    http = new Retrying(new Http(access, Duration.ofSeconds(10)), pauses::add, new Random(1));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests++;
    Told told = answers.size() > 1 ? answers.remove() : answers.element();
    byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
    if (told.status() == 429) {
      exchange.getResponseHeaders().add("Retry-After", "7");
    }
    exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Http.Response send() {
    return http.send(Http.Request.get("/x?secret=1"));
  }

  @Test
  void comesAgainWhenTheServerAsksTo() {
    answers.add(new Told(429, ""));
    answers.add(new Told(200, "{}"));

    assertThat(send().status()).isEqualTo(200);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed calling webhook \"x\"",
        "etcdserver: request timed out",
        "etcdserver: leader changed"
      })
  void comesAgainAfterErrorsThatPass(String message) {
    answers.add(new Told(500, message));
    answers.add(new Told(503, ""));
    answers.add(new Told(200, "{}"));

    assertThat(send().status()).isEqualTo(200);
    assertThat(pauses).hasSize(2).allMatch(pause -> pause.toMillis() <= 800);
  }

  // Such as the page of a proxy that stands between.
  @ParameterizedTest
  @ValueSource(strings = {"<html>welcome</html>", "", "{\"kind\": \"Li", "[]"})
  void comesAgainAfterAGoodAnswerThatIsNone(String body) {
    answers.add(new Told(200, body));
    answers.add(new Told(200, " {}\n"));

    assertThat(send().body()).isEqualTo(" {}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void saysWhenAllThatComesIsNoAnswer() {
    answers.add(new Told(200, "<html>welcome</html>"));

    assertThatThrownBy(this::send)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("answers 200 with something that is no JSON object to GET /x");
  }

  @Test
  void doesNotComeAgainAfterAnErrorThatStays() {
    answers.add(new Told(500, "failed to create typed patch object: field not declared in schema"));

    assertThat(send().status()).isEqualTo(500);
    assertThat(requests).isEqualTo(1);
  }

  @Test
  void givesUpInTheEndAndTellsNoQuery() {
    answers.add(new Told(503, ""));

    assertThatThrownBy(this::send)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("503")
        .hasMessageContaining("GET /x")
        .hasMessageNotContaining("secret");
    assertThat(requests).isEqualTo(6);
    assertThat(pauses).hasSize(5);
  }

  @Test
  void givesUpWhenNobodyAnswers() {
    server.stop(0);

    assertThatThrownBy(this::send)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("did not answer");
    assertThat(pauses).hasSize(5);
  }
}
