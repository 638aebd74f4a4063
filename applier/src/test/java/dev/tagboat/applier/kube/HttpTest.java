package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that sends bytes as told: one text for each request, and then keeps or closes. */
final class HttpTest {
  private static final String CLOSE = "<close>";

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> heads = new ArrayList<>();
  private int connections;
  private String token = "t";
  private ServerSocket server;
  private Http http;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "told");
    thread.setDaemon(true);
    thread.start();
    http = http(Duration.ofSeconds(20));
  }

  private Http http(Duration timeout) {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/prefix");
    return new Http(
        new Access(
            address, Tls.of(new byte[0], Optional.empty()), () -> Optional.of(Secret.of(token))),
        timeout);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      connection();
    }
  }

  private void connection() {
    try (Socket socket = server.accept()) {
      synchronized (this) {
        connections++;
      }
      boolean open = true;
      while (open) {
        open = answer(socket);
      }
    } catch (IOException e) {
      // The client went, or the test is over.
      return;
    }
  }

  private boolean answer(Socket socket) throws IOException {
    String head = head(socket.getInputStream());
    String answer;
    synchronized (this) {
      if (head.isEmpty()) {
        return false;
      }
      heads.add(head);
      answer = answers.remove();
    }
    socket.getOutputStream().write(answer.replace(CLOSE, "").getBytes(UTF_8));
    socket.getOutputStream().flush();
    return !answer.endsWith(CLOSE);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private String get() {
    return new String(http.send(Http.Request.get("/x?a=b")).body(), UTF_8);
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void oneConnectionServesManyRequests() {
    answers.addAll(List.of(ok("one"), ok(""), ok("three")));

    assertThat(List.of(get(), get(), get())).containsExactly("one", "", "three");
    assertThat(connections).isEqualTo(1);
    assertThat(heads.get(0))
        .startsWith("GET /prefix/x?a=b HTTP/1.1\r\n")
        .contains("\r\nAuthorization: Bearer t\r\n", "\r\nAccept-Encoding: identity\r\n");
  }

  @Test
  void aTokenIsReadAnewForEachRequest() {
    answers.addAll(List.of(ok("one"), ok("two")));
    get();
    token = "other";
    get();

    assertThat(heads.get(1)).contains("Bearer other\r\n");
  }

  @Test
  void piecesAreJoinedAndWhatFollowsThemIsPassedOver() {
    String start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    answers.addAll(
        List.of(start + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n", ok("next")));

    assertThat(get()).isEqualTo("abc0123456789");
    assertThat(get()).isEqualTo("next");
    assertThat(connections).isEqualTo(1);
  }

  @Test
  void aKeptConnectionThatTheServerClosedIsNoFault() {
    answers.addAll(List.of(ok("one") + CLOSE, ok("two")));

    assertThat(List.of(get(), get())).containsExactly("one", "two");
    assertThat(connections).isEqualTo(2);
  }

  @Test
  void connectionsThatTheServerWantsClosedAreNotUsedAgain() {
    answers.addAll(
        List.of(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na" + CLOSE,
            "HTTP/1.1 200 OK\r\n\r\nuntil the end" + CLOSE));

    assertThat(List.of(get(), get())).containsExactly("a", "until the end");
  }

  @Test
  void interimAnswersAndEmptyOnesAreUnderstood() {
    answers.addAll(
        List.of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", ok("next")));

    assertThat(http.send(Http.Request.get("/x")).status()).isEqualTo(204);
    assertThat(get()).isEqualTo("next");
  }

  @Test
  void warningsAndPausesAreRead() {
    answers.add(
        String.join(
            "\r\n",
            "HTTP/1.1 429 Slow",
            "retry-after: 7",
            "Warning: 299 - \"a\"",
            "warning: 299 - \"b\"",
            "Content-Length: 0",
            "",
            ""));
    Http.Response response = http.send(Http.Request.get("/x"));

    assertThat(response.retryAfter()).hasValue(7);
    assertThat(response.warnings()).containsExactly("299 - \"a\"", "299 - \"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf" + CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhalf" + CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n" + CLOSE,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n" + CLOSE,
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + CLOSE,
        "HTTP/1.1 200 OK\r\nContent-Le" + CLOSE,
        "SSH-2.0-OpenSSH\r\n\r\n" + CLOSE,
        CLOSE
      })
  void halfAndDamagedAnswersAreNone(String answer) {
    answers.add(answer);

    assertThatThrownBy(this::get)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("did not answer GET /x: ")
        .hasMessageNotContaining("a=b");
  }

  @Test
  void aHeadWithoutEndIsCutOff() {
    answers.add("HTTP/1.1 200 OK\r\n" + "Field: value\r\n".repeat(40_000));

    assertThatThrownBy(this::get).isInstanceOf(TransientFault.class);
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLongerThanTold() {
    answers.add("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    http = http(Duration.ofMillis(300));

    assertThatThrownBy(this::get).isInstanceOf(TransientFault.class);
  }

  @Test
  void aTokenThatWouldMakeAnotherHeaderIsRefusedAndNotShown() {
    token = "abc\r\nX: y";

    assertThatThrownBy(this::get)
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("abc")
        .hasMessageContaining("characters that HTTP does not allow");
    assertThat(heads).isEmpty();
  }

  @Test
  void linesOfAStreamComeOneByOne() throws IOException {
    String start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    answers.add(start + "3\r\na\nb\r\n5\r\n\nc\nd\n\r\n0\r\n\r\n");
    List<String> lines = new ArrayList<>();
    http.stream("/w", "application/json", Duration.ofSeconds(20), end -> {}, lines::add);

    assertThat(lines).containsExactly("a", "b", "c", "d");
    assertThat(new String(heads.get(0).getBytes(ISO_8859_1), UTF_8)).contains("GET /prefix/w ");
  }
}
