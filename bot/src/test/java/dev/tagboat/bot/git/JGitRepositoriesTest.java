package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote.Login;
import dev.tagboat.bot.git.Snapshot.Entry;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitRepositoriesTest {
  private static final Identity BOT = new Identity("Tagboat", "bot@example.org");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final GitSettings SETTINGS =
      new GitSettings(Duration.ofSeconds(20), Duration.ofSeconds(20));

  @TempDir Path directory;
  private TestServer server;
  private Path work;
  private JGitRepositories repositories;

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

  private void write(String path, String content) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private String publish(String message) {
    TestGit.run(work, "add", "-A");
    TestGit.run(work, "commit", "-q", "--allow-empty", "-m", message);
    TestGit.run(work, "push", "-q", "-f", server.urlWithPassword("acme/config"), "HEAD:main");
    return TestGit.run(work, "rev-parse", "HEAD");
  }

  private GitRemote remote(String path) {
    return remote(path, TestServer.PASSWORD);
  }

  private GitRemote remote(String path, String password) {
    Login login = new Login(TestServer.USER, Secret.of(password));
    return new GitRemote(server.url(path), () -> login, null);
  }

  private GitRepository open() {
    return repositories.open(remote("acme/config"));
  }

  private static CommitId head(GitRepository repository, String branch) {
    return Objects.requireNonNull(repository.fetch(List.of(branch)).get(branch));
  }

  private static CommitId bump(GitRepository repository, CommitId base) {
    Map<String, byte[]> files = Map.of("apps/web/deploy.yaml", "image: web:2\n".getBytes(UTF_8));
    return repository.commit(base, files, "Bump web to 2", BOT, NOON);
  }

  private String served(String... arguments) {
    return TestGit.run(directory.resolve("served/acme/config.git"), arguments);
  }

  private Path mirror() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("mirrors"))) {
      return files.filter(file -> file.toString().endsWith(".git")).findFirst().orElseThrow();
    }
  }

  @Test
  void changesExactlyOneFileOnANewBranch() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      assertThat(repository.push("tagboat/web", commit, null, List.of("hello=world")))
          .isInstanceOf(PushOutcome.Pushed.class);
      assertThat(repository.commitsBetween(base, commit))
          .containsExactly(new CommitSummary(commit, BOT, BOT, "Bump web to 2"));
      assertThat(repository.mergeBase(base, commit)).contains(base);
    }
    assertThat(served("diff", "--name-only", "main", "tagboat/web"))
        .isEqualTo("apps/web/deploy.yaml");
    assertThat(server.options).containsExactly("hello=world");
    assertThat(served("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void rewritesOnlyTheTreesOnTheWay() throws IOException {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      String before = TestGit.run(mirror(), "count-objects");
      bump(repository, base);
      // blob, apps/web, apps, root, commit
      assertThat(List.of(before, TestGit.run(mirror(), "count-objects")))
          .extracting(text -> Integer.parseInt(text.split(" ", 2)[0]))
          .satisfies(counts -> assertThat(counts.get(1) - counts.get(0)).isEqualTo(5));
    }
  }

  @Test
  void theSameInputIsTheSameCommit() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      assertThat(bump(repository, base)).isEqualTo(bump(repository, base));
    }
  }

  @Test
  void keepsTheModeAndReadsWhatItWrote() throws IOException {
    write("run.sh", "1");
    assertThat(work.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    publish("script");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit =
          repository.commit(base, Map.of("run.sh", "22".getBytes(UTF_8)), "m", BOT, NOON);
      Entry entry = repository.snapshot(commit).find("run.sh").orElseThrow();
      assertThat(entry.kind()).isEqualTo(Snapshot.Kind.EXECUTABLE);
      assertThat(entry.size()).isEqualTo(2);
      assertThat(entry.read(2)).asString(UTF_8).isEqualTo("22");
      assertThatThrownBy(() -> entry.read(1)).isInstanceOf(UserFault.class);
    }
  }

  @Test
  void onlyExistingRegularFilesAreChanged() throws IOException {
    Files.createSymbolicLink(work.resolve("link"), Path.of("apps/web/deploy.yaml"));
    publish("link");
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      for (String path :
          List.of("none.yaml", "apps", "link", "link/x", "apps/web/deploy.yaml/x", "../x", "")) {
        Map<String, byte[]> files = Map.of(path, new byte[0]);
        assertThatThrownBy(() -> repository.commit(base, files, "m", BOT, NOON))
            .as(path)
            .isInstanceOf(UserFault.class);
      }
    }
  }

  @Test
  void fetchesForcePushedAndVanishedBranches() {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main", "none"));
    }
    TestGit.run(work, "commit", "-q", "--amend", "-m", "rewritten");
    String head = publish("more");
    served("branch", "side", "main");
    try (GitRepository repository = open()) {
      Map<String, CommitId> heads = repository.fetch(List.of("main", "side", "none"));
      assertThat(heads).containsOnlyKeys("main", "side");
      assertThat(heads).containsEntry("main", new CommitId(head));
      served("branch", "-D", "side");
      assertThat(repository.fetch(List.of("main", "side"))).containsOnlyKeys("main");
    }
  }

  @Test
  void anEmptyRemoteHasNoBranches() throws IOException {
    server.create("acme/empty");
    try (GitRepository repository = repositories.open(remote("acme/empty"))) {
      assertThat(repository.fetch(List.of("main"))).isEmpty();
    }
  }

  @Test
  void aMovedBranchIsStale() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      publish("somebody else");
      assertThat(repository.push("main", commit, base, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
      assertThat(repository.push("main", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
      assertThat(repository.delete("main", base)).isInstanceOf(PushOutcome.Stale.class);
    }
  }

  @Test
  void aBranchThatMovesDuringThePushIsStale() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      String tree = served("rev-parse", "main^{tree}");
      String rival = served("commit-tree", "-m", "rival", "-p", base.value(), tree);
      server.beforeWrite = () -> served("update-ref", "refs/heads/main", rival);
      assertThat(repository.push("main", commit, base, List.of()))
          .isInstanceOf(PushOutcome.Stale.class);
    }
  }

  @Test
  void aRefusalCarriesTheServersSentence() {
    server.refusal = "protected \u001b[31mbranch " + TestServer.PASSWORD;
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      PushOutcome outcome = repository.push("main", bump(repository, base), base, List.of());
      assertThat(outcome).isInstanceOf(PushOutcome.Rejected.class);
      assertThat(outcome.toString()).contains("protected").doesNotContain(TestServer.PASSWORD);
      assertThat(outcome.toString()).doesNotContain("\u001b");
    }
  }

  @Test
  void aPushWhoseAnswerIsLostWasDone() {
    server.hangUpAfterPush = true;
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      CommitId commit = bump(repository, base);
      assertThat(repository.push("b", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
      assertThat(repository.delete("b", commit)).isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void needsFewRequests() {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      repository.push("b", bump(repository, base), null, List.of());
    }
    publish("next");
    server.requests.clear();
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      repository.push("c", bump(repository, base), null, List.of());
    }
    assertThat(server.requests).hasSize(5);
  }

  @Test
  void failuresSayWhoMustActAndNeverTheToken() {
    Map<Integer, Class<?>> expected =
        Map.of(
            401, UserFault.class,
            403, UserFault.class,
            404, UserFault.class,
            302, UserFault.class,
            410, UserFault.class,
            429, TransientFault.class,
            500, TransientFault.class,
            503, TransientFault.class);
    for (String place : List.of("info/refs", "git-upload-pack")) {
      expected.forEach(
          (status, fault) -> {
            server.answers.clear();
            server.answers.put(place, status);
            try (GitRepository repository = open()) {
              assertThatThrownBy(() -> repository.fetch(List.of("main")))
                  .as("%s at %s", status, place)
                  .isInstanceOf(fault)
                  .hasStackTraceContaining("fetching from")
                  .satisfies(e -> assertThat(e.toString()).doesNotContain(TestServer.PASSWORD));
            }
          });
    }
  }

  @Test
  void wrongCredentialsAndMissingRepositoriesAreForAPerson() {
    for (GitRemote remote :
        List.of(
            remote("acme/config", "wr0ng"),
            remote("acme/none"),
            new GitRemote(server.url("acme/config"), null, null),
            new GitRemote(directory.resolve("none.git").toUri(), null, null))) {
      try (GitRepository repository = repositories.open(remote)) {
        assertThatThrownBy(() -> repository.fetch(List.of("main")))
            .as(remote.url().toString())
            .isInstanceOf(UserFault.class)
            .satisfies(e -> assertThat(e.toString()).doesNotContain("wr0ng"));
      }
    }
  }

  @Test
  void aDeadServerIsForTime() {
    GitRemote remote = new GitRemote(URI.create("http://127.0.0.1:1/a.git"), null, null);
    try (GitRepository repository = repositories.open(remote)) {
      assertThatThrownBy(() -> repository.fetch(List.of("main")))
          .isInstanceOf(TransientFault.class);
    }
  }

  @Test
  void worksOnAFileUrl() {
    URI url = directory.resolve("served/acme/config.git").toUri();
    try (GitRepository repository = repositories.open(new GitRemote(url, null, null))) {
      CommitId base = head(repository, "main");
      assertThat(repository.push("b", bump(repository, base), null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  @Test
  void leftoversOfAKilledProcessAreSwept() throws IOException {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main"));
    }
    Path mirror = mirror();
    Files.writeString(mirror.resolve("refs/remotes/origin/main.lock"), "");
    Files.writeString(mirror.resolve("packed-refs.lock"), "half");
    Files.writeString(mirror.resolve("config"), "[core]\n\thooksPath = /tmp/evil\n");
    Files.delete(mirror.resolve("HEAD"));
    Files.writeString(mirror.resolve("objects/incoming_1.pack"), "PACK");
    String head = publish("next");
    try (GitRepository repository = open()) {
      assertThat(head(repository, "main").value()).isEqualTo(head);
    }
    assertThat(mirror.resolve("config")).content().doesNotContain("evil");
    assertThat(mirror.resolve("objects/incoming_1.pack")).doesNotExist();
  }

  @Test
  void aDamagedMirrorIsMadeAgain() throws IOException {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main"));
    }
    truncate(mirror().resolve("objects"));
    Files.writeString(mirror().resolve("refs/remotes/origin/main"), "garbage\n");
    try (GitRepository repository = open()) {
      CommitId head = head(repository, "main");
      assertThat(repository.snapshot(head).find("apps/db/deploy.yaml")).isPresent();
    }
  }

  @Test
  void damageFoundLateIsMendedAtTheNextTry() throws IOException {
    try (GitRepository repository = open()) {
      CommitId head = head(repository, "main");
      Mirror.delete(mirror().resolve("objects/pack"));
      Mirror.delete(mirror().resolve("objects"));
      assertThatThrownBy(() -> bump(repository, head)).isInstanceOf(TransientFault.class);
    }
    try (GitRepository repository = open()) {
      bump(repository, head(repository, "main"));
    }
  }

  private static void truncate(Path objects) throws IOException {
    try (Stream<Path> files = Files.walk(objects)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toFile().setWritable(true)).isTrue();
        byte[] content = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
      }
    }
  }

  @Test
  void hostileTreesAreSkipped() throws IOException {
    Path served = directory.resolve("served/acme/config.git");
    String blob = served("rev-parse", "main:apps/web/deploy.yaml");
    String commit = served("rev-parse", "main");
    try (Repository raw = server.open("acme/config").orElseThrow();
        ObjectInserter inserter = raw.newObjectInserter()) {
      ObjectId id = ObjectId.fromString(blob);
      TreeFormatter inner = new TreeFormatter();
      inner.append("passwd", FileMode.REGULAR_FILE, id);
      ObjectId below = inserter.insert(inner);
      TreeFormatter tree = new TreeFormatter();
      tree.append("..", FileMode.TREE, below);
      tree.append(".GIT", FileMode.TREE, below);
      tree.append("a\nb", FileMode.REGULAR_FILE, id);
      tree.append("good", FileMode.TREE, below);
      tree.append("link", FileMode.SYMLINK, id);
      tree.append("module", FileMode.GITLINK, ObjectId.fromString(commit));
      String root = inserter.insert(tree).name();
      inserter.flush();
      String evil = TestGit.run(served, "commit-tree", "-m", "evil", root);
      TestGit.run(served, "update-ref", "refs/heads/evil", evil);
    }
    try (GitRepository repository = open()) {
      Snapshot snapshot = repository.snapshot(head(repository, "evil"));
      List<String> seen = new ArrayList<>();
      snapshot.forEach(path -> true, entry -> seen.add(entry.path() + " " + entry.kind()));
      assertThat(seen).containsExactly("good/passwd REGULAR", "link SYMLINK", "module SUBMODULE");
      assertThat(snapshot.find("../passwd")).isEmpty();
      assertThat(snapshot.find("link")).isEmpty();
    }
  }

  @Test
  void runsOnOneRepositoryAreSerialAndOnTwoAreNot() throws Exception {
    server.create("acme/second");
    AtomicInteger inside = new AtomicInteger();
    try (GitRepository other = repositories.open(remote("acme/second"))) {
      List<CompletableFuture<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        runs.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try (GitRepository repository =
                      new JGitRepositories(directory.resolve("mirrors"), SETTINGS)
                          .open(remote("acme/config"))) {
                    int now = inside.incrementAndGet();
                    repository.fetch(List.of("main"));
                    inside.decrementAndGet();
                    return now;
                  }
                }));
      }
      for (CompletableFuture<Integer> run : runs) {
        assertThat(run.get()).isEqualTo(1);
      }
      assertThat(other.fetch(List.of("main"))).isEmpty();
    }
  }

  @Test
  void aMirrorInUseForTooLongIsForTime() {
    GitSettings hasty = new GitSettings(Duration.ofSeconds(5), Duration.ofMillis(50));
    try (GitRepository held = open()) {
      JGitRepositories other = new JGitRepositories(directory.resolve("mirrors"), hasty);
      assertThatThrownBy(() -> other.open(remote("acme/config")))
          .isInstanceOf(TransientFault.class);
      assertThat(held).isNotNull();
    }
  }

  @Test
  void mirrorsAreOursAloneAndHoldNoSecret() throws IOException {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main"));
    }
    assertThat(Files.getPosixFilePermissions(mirror())).hasSize(3);
    try (Stream<Path> files = Files.walk(mirror())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(TestServer.PASSWORD);
      }
    }
  }

  @Test
  void looseObjectsDoNotPileUp() throws IOException {
    try (GitRepository repository = open()) {
      CommitId base = head(repository, "main");
      Path sample = Files.createDirectories(mirror().resolve("objects/17"));
      for (int i = 0; i < 30; i++) {
        Files.writeString(sample.resolve(String.format("%038x", i)), "");
      }
      repository.push("b", bump(repository, base), null, List.of());
    }
    assertThat(TestGit.run(mirror(), "count-objects", "-v")).contains("packs: 1");
  }
}
