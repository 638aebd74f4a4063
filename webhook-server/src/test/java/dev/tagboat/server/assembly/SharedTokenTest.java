package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.TokenTurns;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers with one token, as the forge sees them. */
final class SharedTokenTest {
  private static final Clock CLOCK = Clock.systemUTC();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Database database = Database.open(TestDatabase.postgres());
  private final HttpServer forge = forge();
  private final TokenLanes one = lanes();
  private final TokenLanes other = lanes();
  private final Exchanger<Boolean> meeting = new Exchanger<>();
  private final AtomicInteger meetings = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean limits;

  private TokenLanes lanes() {
    return new TokenLanes(CLOCK, TokenTurns.of(database, CLOCK));
  }

  private HttpServer forge() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    meet();
    exchange.getRequestBody().readAllBytes();
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    if (limits) {
      exchange.getResponseHeaders().set("Retry-After", "300");
    }
    exchange.sendResponseHeaders(limits ? 403 : 201, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Whether a second request arrives before the first is answered. */
  private void meet() throws IOException {
    try {
      meeting.exchange(true, 10, TimeUnit.MILLISECONDS);
      meetings.incrementAndGet();
    } catch (TimeoutException e) {
      // As it should be: nobody else was there.
    } catch (InterruptedException e) {
      throw new InterruptedIOException("stopped");
    }
  }

  private GitHubForge connect(String repository, TokenLanes lanes) {
    URI api = URI.create("http://127.0.0.1:" + forge.getAddress().getPort() + "/api/v3");
    return GitHubForge.connect(
        new GitHubSettings(
            api,
            "acme",
            repository,
            new Credentials.Token(Secret.of("ghp_shared")),
            Duration.ofMillis(5)),
        HttpClients.shared(),
        CLOCK,
        lanes);
  }

  @AfterEach
  void stop() {
    forge.stop(0);
    threads.shutdownNow();
    database.close();
  }

  @Test
  void requestsOfBothComeOneAfterTheOther() {
    List<CompletableFuture<Void>> work =
        Stream.of(one, other)
            .flatMap(lanes -> Stream.of(connect("a", lanes), connect("b", lanes)))
            .map(
                repository ->
                    CompletableFuture.runAsync(
                        () -> IntStream.range(0, 15).forEach(i -> repository.comment(7, "hi")),
                        threads))
            .toList();

    work.forEach(CompletableFuture::join);

    assertThat(requests.get()).isEqualTo(60);
    assertThat(meetings.get()).as("requests at the same time").isZero();
  }

  @Test
  void aPauseOfOneIsThatOfTheOther() {
    limits = true;
    assertThatThrownBy(() -> connect("a", one).comment(7, "hi"))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("limits our requests");

    assertThatThrownBy(() -> connect("b", other).comment(7, "hi"))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("was not sent");

    assertThat(requests.get()).isEqualTo(1);
  }
}
