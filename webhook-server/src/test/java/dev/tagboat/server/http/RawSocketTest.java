package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that no HTTP library would be. */
final class RawSocketTest {
  private static final int CAP = 10_000;
  private static final String AUTHORIZATION = "Authorization: " + Configs.BEARER;

  @TempDir Path folder;
  private Running running;

  @BeforeEach
  void start() {
    running =
        new Running(
            Configs.standard(),
            TestDatabase.sqlite(folder),
            Limits.standard().withBody(CAP).withIdle(Duration.ofMillis(300)),
            List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** A connection; reading gives up after 10 s, so that a test fails instead of hanging. */
  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** All that comes until the server closes the connection. */
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return rest(socket);
    }
  }

  private static String head(String path, String... headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
        + "\r\n";
  }

  @Test
  void tooLargeIsSaidBeforeAnythingIsReadOrAskedFor() throws IOException {
    String answer =
        ask(
            head(
                "/hooks/main",
                AUTHORIZATION,
                "Content-Length: " + (CAP + 1),
                "Expect: 100-continue"));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("The body is larger than 10000 bytes.");
    assertThat(running.get("/metrics").body())
        .contains("tagboat_hook_requests_total{hook=\"main\",result=\"too-large\"} 1.0");
  }

  @Test
  void chunksAreCountedWhileTheyCome() throws IOException {
    try (Socket socket = connect()) {
      write(socket, head("/hooks/main", AUTHORIZATION, "Transfer-Encoding: chunked"));
      // Not more than the cap and one byte, and no end: the answer must not wait for one.
      write(socket, Integer.toHexString(CAP + 1) + "\r\n" + "x".repeat(CAP + 1));

      assertThat(rest(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void exactlyTheCapIsNotTooLarge() throws IOException {
    String body = "x".repeat(CAP);
    String answer =
        ask(
            head("/hooks/main", AUTHORIZATION, "Content-Length: " + CAP, "Connection: close")
                + body);

    assertThat(answer).startsWith("HTTP/1.1 202 ");
  }

  @Test
  void halfABodyIsNoEvent() throws IOException {
    String event = Events.envelope(Events.push("acme/shop", "1.0", 1));
    try (Socket socket = connect()) {
      write(
          socket,
          head("/hooks/main", AUTHORIZATION, "Content-Length: " + (event.length() + 1)) + event);
      socket.shutdownOutput();

      assertThat(rest(socket)).startsWith("HTTP/1.1 400 ");
    }
    assertThat(new Views(running.database).pushes(PushFilter.newest(9))).isEmpty();
    assertThat(running.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void aSilentBodyIsGivenUp() throws IOException {
    try (Socket socket = connect()) {
      write(socket, head("/hooks/main", AUTHORIZATION, "Content-Length: 100") + "{");

      assertThat(rest(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aTricklingBodyIsGivenUp() throws IOException {
    try (Socket socket = connect()) {
      write(socket, head("/hooks/main", AUTHORIZATION, "Content-Length: 5000"));
      // A byte every now and then, never silent for long, until the server has had enough.
      socket.setSoTimeout(100);
      int first = trickle(socket);
      socket.setSoTimeout(10_000);

      assertThat((char) first + rest(socket)).startsWith("HTTP/1.1 4");
    }
  }

  /** Sends blanks until there is an answer, and returns its first byte. */
  private static int trickle(Socket socket) throws IOException {
    for (int i = 0; i < 100; i++) {
      try {
        return socket.getInputStream().read();
      } catch (SocketTimeoutException e) {
        write(socket, " ");
      }
    }
    throw new AssertionError("10 s for 100 bytes are not slow enough");
  }

  @Test
  void aSilentHeaderIsGivenUp() throws IOException {
    try (Socket socket = connect()) {
      write(socket, "POST /hooks/main HTTP/1.1\r\nHost: 127");

      assertThat(rest(socket)).doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void aTricklingHeaderIsGivenUp() throws IOException {
    try (Socket socket = connect()) {
      write(socket, "POST /hooks/main HTTP/1.1\r\nX-Padding: ");
      // Never silent for long; without the deadline this would go on for as long as it is allowed.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 500; i++) {
                  write(socket, "x");
                  LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionMayBringOneRequestAfterTheOther() throws IOException {
    String request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    try (Socket socket = connect()) {
      write(socket, request + request);
      write(socket, request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

      assertThat(rest(socket).split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }
  }

  @Test
  void longHeadersAndBrokenRequestsAreSaidInJson() throws IOException {
    String longHeader = ask(head("/hooks/main", "X-Long: " + "x".repeat(20_000)));
    String noHttp = ask("GET nonsense\r\n\r\n");
    String badLength = ask(head("/hooks/main", "Content-Length: -1"));
    String twoWays =
        ask("GET /api%2Fv1/%2e%2e/pushes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(longHeader).startsWith("HTTP/1.1 431 ");
    for (String answer : List.of(longHeader, noHttp, badLength, twoWays)) {
      assertThat(answer)
          .contains("application/json", "{\"error\":\"")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void aReboundNameIsNotThisMachine() throws IOException {
    running.close();
    running =
        new Running(
            Configs.server(null, Configs.hooks()),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());
    String get = "GET /api/v1/pushes HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";

    for (String host : List.of("localhost", "127.0.0.1:80", "[::1]:8080", "LOCALHOST")) {
      assertThat(ask(get.formatted(host))).as(host).startsWith("HTTP/1.1 200 ");
    }
    for (String host :
        List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1")) {
      assertThat(ask(get.formatted(host))).as(host).startsWith("HTTP/1.1 403 ");
    }
    String event = Events.generic("acme/shop", "1.0");
    String rebound =
        ask(
            "POST /hooks/open HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                + "Content-Length: "
                + event.length()
                + "\r\n\r\n"
                + event);
    assertThat(rebound).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void aRequestInFlightIsFinishedWhenTheServerStops() throws Exception {
    String event = Events.envelope(Events.push("acme/shop", "1.0", 1));
    try (Socket socket = connect()) {
      write(
          socket,
          head(
              "/hooks/main",
              AUTHORIZATION,
              "Content-Length: " + event.length(),
              "Expect: 100-continue"));
      // The interim answer shows that the handler has begun to read.
      byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
      assertThat(new String(interim, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 100 ");
      Thread stopping = new Thread(running.server::close);
      stopping.start();
      write(socket, event);

      assertThat(rest(socket)).startsWith("HTTP/1.1 202 ");
      stopping.join();
    }
    assertThat(new Views(running.database).pushes(PushFilter.newest(9))).hasSize(1);
  }
}
