package dev.tagboat.bot.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

/** Failing servers, hostile trees, damaged and contended mirrors. */
class GitTroubleTest extends GitTestBase {
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
  void leftoversOfAKilledProcessAreSwept() throws IOException {
    try (GitRepository repository = open()) {
      repository.fetch(List.of("main"));
    }
    Path mirror = mirror();
    Files.writeString(mirror.resolve("refs/heads/main.lock"), "");
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
    Files.writeString(mirror().resolve("refs/heads/main"), "garbage\n");
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

  @Test
  void aLargeMirrorThatIsUsedAgainIsPackedOnceWithABitmap() throws IOException {
    byte[] noise = new byte[1 << 20];
    new Random(7).nextBytes(noise);
    write("noise.txt", HexFormat.of().formatHex(noise));
    publish("large");
    open(repository -> {});
    assertThat(bitmaps()).as("after the clone").isEmpty();
    write("other/more.yaml", "1");
    publish("more");
    open(repository -> {});
    List<String> bitmaps = bitmaps();
    assertThat(bitmaps).as("after the second fetch").hasSize(1);
    write("other/more.yaml", "2");
    publish("even more");
    open(
        repository -> {
          CommitId commit = bump(repository, head(repository, "main"));
          assertThat(repository.push("b", commit, null, List.of()))
              .isInstanceOf(PushOutcome.Pushed.class);
        });
    assertThat(bitmaps()).as("not packed again").isEqualTo(bitmaps);
    assertThat(served("diff", "--name-only", "main", "b")).isEqualTo("apps/web/deploy.yaml");
    assertThat(served("fsck", "--strict")).doesNotContain("error");
  }

  private void open(Consumer<GitRepository> use) {
    try (GitRepository repository = open()) {
      head(repository, "main");
      use.accept(repository);
    }
  }

  private List<String> bitmaps() throws IOException {
    String[] names = mirror().resolve("objects/pack").toFile().list();
    return Stream.of(Objects.requireNonNull(names)).filter(n -> n.endsWith(".bitmap")).toList();
  }

  @Test
  void walksFiftyThousandFilesWithoutReadingThem() throws IOException {
    Path served = directory.resolve("served/acme/config.git");
    String commit;
    try (Repository raw = server.open("acme/config").orElseThrow();
        ObjectInserter inserter = raw.newObjectInserter()) {
      // Equal subtrees are one object, so that 50,000 paths are quickly made.
      ObjectId below = inserter.insert(Constants.OBJ_BLOB, new byte[] {1});
      FileMode mode = FileMode.REGULAR_FILE;
      for (int width : List.of(20, 50, 50)) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < width; i++) {
          tree.append("d%02d".formatted(i), mode, below);
        }
        below = inserter.insert(tree);
        mode = FileMode.TREE;
      }
      inserter.flush();
      commit = TestGit.run(served, "commit-tree", "-m", "big", below.name());
      TestGit.run(served, "update-ref", "refs/heads/big", commit);
    }
    try (GitRepository repository = open()) {
      AtomicInteger files = new AtomicInteger();
      repository
          .snapshot(head(repository, "big"))
          .forEach(path -> path.startsWith("d0"), entry -> files.incrementAndGet());
      assertThat(files).hasValue(10_000);
    }
  }
}
