package dev.tagboat.bot.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server against the real git program. */
@NeedsProgram("git")
class GitHttpHandlerTest {
  @TempDir Path directory;
  private TestServer server;
  private Path work;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(directory.resolve("served"));
    server.create("acme/config");
    work = Files.createDirectory(directory.resolve("work"));
    TestGit.run(work, "init", "-q");
    commit("one");
    TestGit.run(work, "remote", "add", "origin", server.urlWithPassword("acme/config"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void commit(String content) throws IOException {
    Files.writeString(work.resolve("a.yaml"), content);
    TestGit.run(work, "add", "a.yaml");
    TestGit.run(work, "commit", "-q", "-m", content);
  }

  @Test
  void pushesAndClones() throws IOException {
    TestGit.run(work, "push", "-q", "-o", "hello=world", "origin", "main");
    TestGit.run(directory, "clone", "-q", server.urlWithPassword("acme/config"), "clone");
    assertThat(directory.resolve("clone/a.yaml")).hasContent("one");
    assertThat(server.options).containsExactly("hello=world");
    assertThat(server.changes).singleElement().matches(change -> change.oldId() == null);
  }

  @Test
  void speaksBothProtocolsAndGzip() throws IOException {
    TestGit.run(work, "push", "-q", "origin", "main");
    // Many local commits make a request with many haves, which git compresses.
    for (int i = 0; i < 40; i++) {
      commit("local " + i);
    }
    for (String version : List.of("0", "2")) {
      TestGit.run(work, "-c", "protocol.version=" + version, "fetch", "-q", "origin");
    }
    assertThat(TestGit.run(work, "ls-remote", "origin", "main")).contains("refs/heads/main");
  }

  @Test
  void takesAChunkedPack() throws IOException {
    Files.write(
        work.resolve("big.bin"),
        new java.util.Random(1)
            .ints(500_000)
            .collect(() -> new java.io.ByteArrayOutputStream(), (o, i) -> o.write(i), (a, b) -> {})
            .toByteArray());
    TestGit.run(work, "add", "big.bin");
    TestGit.run(work, "commit", "-q", "-m", "big");
    TestGit.run(work, "-c", "http.postBuffer=65536", "push", "-q", "origin", "main");
    assertThat(server.changes).hasSize(1);
  }

  @Test
  void atomicPushIsAllOrNothing() {
    TestGit.run(work, "push", "-q", "origin", "main", "main:other");
    TestGit.run(work, "commit", "-q", "--amend", "-m", "rewritten");
    TestGit.Result push = TestGit.attempt(work, "push", "--atomic", "origin", "main", "main:third");
    assertThat(push.exit()).isNotZero();
    assertThat(TestGit.run(work, "ls-remote", "origin")).doesNotContain("third");
  }

  @Test
  void aRefusalIsShownToTheClient() {
    server.refusal = "main is protected";
    TestGit.Result push = TestGit.attempt(work, "push", "origin", "main");
    assertThat(push.output()).contains("main is protected");
    assertThat(server.changes).isEmpty();
  }

  @Test
  void asksForCredentials() throws Exception {
    HttpResponse<String> answer =
        get(server.url("acme/config") + "/info/refs?service=git-upload-pack");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
    assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
  }

  @Test
  void readersMayNotPush() throws IOException {
    server.create("readonly/config");
    String url = server.urlWithPassword("readonly/config");
    assertThat(TestGit.attempt(work, "ls-remote", url).exit()).isZero();
    assertThat(TestGit.attempt(work, "push", url, "main").output()).contains("403");
  }

  @Test
  void staysInItsDirectory() throws Exception {
    for (String path : List.of("/../acme/config", "/%2e%2e/secret", "/.git", "//", "/a/.hidden")) {
      String base = server.url("x").resolve("/git").toString();
      assertThat(get(base + path + "/info/refs?service=git-upload-pack").statusCode())
          .as(path)
          .isIn(400, 404);
    }
    assertThat(get(server.url("public/none") + "/info/refs").statusCode()).isEqualTo(404);
    assertThat(get(server.url("public/none") + "/info/refs?service=git-upload-pack").statusCode())
        .isEqualTo(404);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
