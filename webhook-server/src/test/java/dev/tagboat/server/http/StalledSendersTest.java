package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.inbox.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many senders that begin a body and never end it. */
final class StalledSendersTest {
  /** Far more than there are threads. */
  private static final int MANY = 300;

  private static final String SIGNED = "X-Hub-Signature-256: sha256=" + "0".repeat(64);

  @TempDir Path folder;
  private final List<Socket> sockets = new ArrayList<>();
  private Running running;

  @BeforeEach
  void start() {
    // Long enough for nothing to be given up while a test looks.
    running = started(Duration.ofMinutes(5));
  }

  private Running started(Duration proof) {
    Limits limits = Limits.standard().withIdle(Duration.ofMinutes(5)).withProof(proof);
    return new Running(Configs.standard(), TestDatabase.sqlite(folder), limits, List.of());
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    running.close();
  }

  private Socket stall(String path, String header) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.server.port());
    socket.setSoTimeout(60_000);
    sockets.add(socket);
    String head = "POST %s HTTP/1.1\r\nHost: a\r\n%s\r\nContent-Length: 100\r\n\r\n{";
    socket.getOutputStream().write(head.formatted(path, header).getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
  }

  private void assertOthersAreAnswered() {
    assertThat(running.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(running.get("/readyz").statusCode()).isEqualTo(200);
    String event = Events.envelope(Events.push("acme/shop", "1.0", 1));
    assertThat(running.post("/hooks/main", event, "Authorization", Configs.BEARER).statusCode())
        .isEqualTo(202);
  }

  @Test
  void strangersAreSentAwayBeforeTheirBodyCame() throws IOException {
    for (String path : List.of("/hooks/main", "/hooks/signed", "/forge-events")) {
      Socket socket = stall(path, "X-None: 1");

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
    }
  }

  @Test
  void knownSendersThatStallHoldBackNobody() throws IOException {
    for (int i = 0; i < MANY; i++) {
      stall("/hooks/main", "Authorization: " + Configs.BEARER);
    }

    assertOthersAreAnswered();
    assertStillOpen(MANY);
  }

  @Test
  void unprovenSendersThatStallHoldBackOnlyTheirKind() throws IOException {
    for (int i = 0; i < MANY; i++) {
      stall(i % 2 == 0 ? "/hooks/signed" : "/forge-events", SIGNED);
    }

    assertOthersAreAnswered();
    int most = Limits.standard().unproven();
    for (Socket socket : answered(MANY - most)) {
      assertThat(status(socket)).isEqualTo("HTTP/1.1 503");
    }
    assertStillOpen(most);
  }

  @Test
  void unprovenSendersAreGivenUpAndOthersTakeTheirPlace() throws IOException {
    running.close();
    running = started(Duration.ofMillis(300));
    for (int round = 0; round < 2; round++) {
      List<Socket> stalled = new ArrayList<>();
      for (int i = 0; i < Limits.standard().unproven(); i++) {
        stalled.add(stall("/hooks/signed", SIGNED));
      }
      for (Socket socket : stalled) {
        assertThat(status(socket)).isEqualTo("HTTP/1.1 408");
      }
    }
    String event = Events.generic("acme/shop", "1.0");
    assertThat(
            running
                .post(
                    "/hooks/signed",
                    event,
                    "X-Signature-256",
                    Events.signature(Configs.SECRET, event))
                .statusCode())
        .isEqualTo(202);
  }

  /** Waits until so many were answered. */
  private List<Socket> answered(int number) throws IOException {
    List<Socket> answered = new ArrayList<>();
    while (answered.size() < number) {
      answered.clear();
      for (Socket socket : sockets) {
        if (socket.getInputStream().available() > 0) {
          answered.add(socket);
        }
      }
      Thread.onSpinWait();
    }
    return answered;
  }

  private void assertStillOpen(int number) throws IOException {
    int open = 0;
    for (Socket socket : sockets) {
      if (socket.getInputStream().available() == 0) {
        open++;
      }
    }
    assertThat(open).isGreaterThanOrEqualTo(number);
  }
}
