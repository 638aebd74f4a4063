package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.git.GitRemote.Login;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A served config repo, a work tree that feeds it, and the adapter under test. */
@NeedsProgram("git")
abstract class GitTestBase {
  static final Identity BOT = new Identity("Tagboat", "bot@example.org");
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final GitSettings SETTINGS =
      new GitSettings(Duration.ofSeconds(20), Duration.ofSeconds(20));

  @TempDir Path directory;
  TestServer server;
  Path work;
  JGitRepositories repositories;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(directory.resolve("served"));
    server.create("acme/config");
    work = Files.createDirectory(directory.resolve("work"));
    TestGit.run(work, "init", "-q");
    write("apps/web/deploy.yaml", "image: web:1\n");
    write("apps/db/deploy.yaml", "image: db:1\n");
    write("other/a/b/c.yaml", "c\n");
    publish("first");
    repositories = new JGitRepositories(directory.resolve("mirrors"), SETTINGS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  void write(String path, String content) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  String publish(String message) {
    TestGit.run(work, "add", "-A");
    TestGit.run(work, "commit", "-q", "--allow-empty", "-m", message);
    TestGit.run(work, "push", "-q", "-f", server.urlWithPassword("acme/config"), "HEAD:main");
    return TestGit.run(work, "rev-parse", "HEAD");
  }

  GitRemote remote(String path) {
    return remote(path, TestServer.PASSWORD);
  }

  GitRemote remote(String path, String password) {
    Login login = new Login(TestServer.USER, Secret.of(password));
    return new GitRemote(server.url(path), () -> login, null);
  }

  GitRepository open() {
    return repositories.open(remote("acme/config"));
  }

  static CommitId head(GitRepository repository, String branch) {
    return Objects.requireNonNull(repository.fetch(List.of(branch)).get(branch));
  }

  static CommitId bump(GitRepository repository, CommitId base) {
    Map<String, byte[]> files = Map.of("apps/web/deploy.yaml", "image: web:2\n".getBytes(UTF_8));
    return repository.commit(base, files, "Bump web to 2", BOT, NOON);
  }

  String served(String... arguments) {
    return TestGit.run(directory.resolve("served/acme/config.git"), arguments);
  }

  Path mirror() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("mirrors"))) {
      return files.filter(file -> file.toString().endsWith(".git")).findFirst().orElseThrow();
    }
  }
}
