package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a sender proves itself with comes out again: in logs, answers or figures. */
final class SecretsInLogsTest {
  private static final String IN_PATH = "d41d8cd98f00b204e9800998ecf8427e";
  private static final String IN_HEADER = "Zm9vYmFyQmF6UXV4MTIzND";
  private static final String GUESS = "c0ffee11c0ffee22c0ffee33c0ffee44";

  @TempDir Path folder;

  private ServerConfig config() {
    List<Hook> hooks =
        List.of(
            hook("path", AuthKind.PATH, IN_PATH),
            hook("bearer", AuthKind.BEARER, IN_HEADER),
            hook("basic", AuthKind.BASIC, IN_HEADER),
            hook("hmac", AuthKind.HMAC_SHA256, IN_HEADER));
    return new ServerConfig(
        new Listen("127.0.0.1", 0),
        TestDatabase.sqlite(folder),
        hooks,
        List.of(),
        List.of(),
        Secret.of("the-admin-token-of-it"),
        folder);
  }

  private static Hook hook(String name, AuthKind auth, String secret) {
    return new Hook(
        name, HookType.GENERIC, auth, List.of(Secret.of(secret)), "registry.invalid", List.of());
  }

  private static String ask(int port, String line, String body, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
      String length = "Content-Length: " + body.length() + "\r\n";
      String more = String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList());
      socket
          .getOutputStream()
          .write((head + length + more + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatSendersProveThemselvesWithNeverComesOutAgain() throws IOException {
    List<String> seen = new ArrayList<>();
    try (LogKeeper log = new LogKeeper();
        TagboatServer server = TagboatServer.start(config(), Clock.systemUTC())) {
      int port = server.port();
      String push = "{\"image\":\"acme/shop\",\"tag\":\"1.0\"}";
      for (String secret : List.of(IN_PATH, GUESS)) {
        seen.add(ask(port, "POST /hooks/path/" + secret, push));
        seen.add(ask(port, "POST /hooks/path/" + secret, "{"));
        seen.add(ask(port, "POST /hooks/path/" + secret, "", "Content-Length: 9999999"));
        seen.add(ask(port, "POST /hooks/bearer/" + secret, push));
        seen.add(ask(port, "POST /hooks/none/" + secret, push));
        seen.add(ask(port, "POST /hooks/path/" + secret + "%zz", push));
        seen.add(ask(port, "POST /hooks/path/" + secret + "/more", push));
        seen.add(ask(port, "POST /hooks/path/../path/" + secret, push));
        seen.add(ask(port, "GET /hooks/path/" + secret, ""));
        seen.add(ask(port, "PUT /hooks/path/" + secret, ""));
        seen.add(ask(port, "OPTIONS /hooks/path/" + secret, ""));
      }
      for (String secret : List.of(IN_HEADER, GUESS)) {
        seen.add(ask(port, "POST /hooks/bearer", push, "Authorization: Bearer " + secret));
        seen.add(ask(port, "POST /hooks/bearer", "{", "Authorization: Bearer " + secret));
        seen.add(ask(port, "POST /hooks/basic", push, "Authorization: Basic " + secret));
        seen.add(ask(port, "POST /hooks/hmac", push, "X-Signature-256: " + secret));
        seen.add(ask(port, "POST /hooks/bearer?secret=" + secret, push));
        seen.add(ask(port, "BREW /hooks/bearer?secret=" + secret, push));
      }
      seen.add(ask(port, "GET /metrics", ""));
      seen.add(
          ask(port, "GET /api/v1/deliveries", "", "Authorization: Bearer the-admin-token-of-it"));
      seen.add(log.text());
    }

    assertThat(seen).anyMatch(answer -> answer.startsWith("HTTP/1.1 202 "));
    assertThat(seen).anyMatch(answer -> answer.startsWith("HTTP/1.1 401 "));
    assertThat(seen).anyMatch(answer -> answer.startsWith("HTTP/1.1 400 "));
    assertThat(String.join("\n", seen)).doesNotContain(IN_PATH, IN_HEADER, GUESS);
  }

  @Test
  void wrongSecretsCostACounterAndNoLog() throws IOException {
    try (LogKeeper log = new LogKeeper();
        TagboatServer server = TagboatServer.start(config(), Clock.systemUTC())) {
      int port = server.port();
      String before = log.text();
      for (int i = 0; i < 20; i++) {
        ask(port, "POST /hooks/bearer", "{}", "Authorization: Bearer " + GUESS + i);
        ask(port, "POST /hooks/hmac", "{}", "X-Signature-256: sha256=" + GUESS + GUESS);
      }

      assertThat(log.text()).isEqualTo(before);
      assertThat(ask(port, "GET /metrics", ""))
          .contains("tagboat_hook_requests_total{hook=\"bearer\",result=\"unauthorized\"} 20.0")
          .contains("tagboat_hook_requests_total{hook=\"hmac\",result=\"unauthorized\"} 20.0");
    }
  }
}
