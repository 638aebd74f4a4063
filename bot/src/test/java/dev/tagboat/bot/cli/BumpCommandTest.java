package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BumpCommandTest {
  private static final String NEW = "sha256:" + "b".repeat(64);

  @TempDir Path dir;

  private ConfigRepoDir repo = new ConfigRepoDir(Path.of("."));

  @BeforeEach
  void fill() {
    repo = ConfigRepoDir.in(dir);
  }

  private Cli bump(String... args) {
    return Cli.run(
        Stream.concat(Stream.of("bump", "--dir", repo.dir()), Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void editsInPlaceAndPrintsTheDiff() {
    Cli run = bump("ghcr.io/acme/web:1.4.2@" + NEW);

    assertThat(run.code()).isZero();
    assertThat(repo.read("apps/web.yaml"))
        .isEqualTo(ConfigRepoDir.DEPLOYMENT.replace("web:1.4.1", "web:1.4.2"));
    assertThat(repo.read("charts/web/values.yaml"))
        .isEqualTo(
            ConfigRepoDir.VALUES.replace("1.4.1", "1.4.2").replace(ConfigRepoDir.PINNED, NEW));
    assertThat(run.out())
        .contains(
            "--- a/apps/web.yaml\n", "+          image: ghcr.io/acme/web:1.4.2   # keep me\n");
    assertThat(run.err()).isEqualTo("Changed 2 places in 2 files.\n");
  }

  @Test
  void followsAChartToItsOtherFilesAndIsDoneTheSecondTime() {
    repo.with("app/Chart.yaml", "apiVersion: v2\nname: x\nappVersion: 7.0.1\n")
        .with("app/values.yaml", "image: {repository: redis, tag: ''}\n")
        .with("app/values-prod.yaml", "image: {tag: 7.0.0}\n");

    Cli first = bump("redis:7.0.2");
    Cli second = bump("redis:7.0.2");

    assertThat(repo.read("app/Chart.yaml")).endsWith("appVersion: 7.0.2\n");
    assertThat(repo.read("app/values-prod.yaml")).isEqualTo("image: {tag: 7.0.2}\n");
    assertThat(first.err()).endsWith("Changed 2 places in 2 files.\n");
    assertThat(second).isEqualTo(new Cli(0, "", "Nothing to do: 3 places had it already.\n"));
  }

  @Test
  void aDryRunPrintsTheSameAndWritesNothing() {
    Cli dry = bump("ghcr.io/acme/web:1.4.2@" + NEW, "--dry-run");
    String untouched = repo.read("apps/web.yaml");
    Cli real = bump("ghcr.io/acme/web:1.4.2@" + NEW);

    assertThat(dry.out()).isEqualTo(real.out());
    assertThat(dry.err()).isEqualTo("Would change 2 places in 2 files.\n");
    assertThat(untouched).isEqualTo(ConfigRepoDir.DEPLOYMENT);
  }

  @Test
  void asJson() {
    Cli run = bump("nginx:1.26", "redis:7.2", "-o", "json", "--dry-run");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            {"changed":[{"file":"kustomization.yaml","line":4,"column":13,"image":"docker.io/library/nginx","wanted":"docker.io/library/nginx:1.26","before":"1.25","after":"1.26","policy":"auto","reason":"1.26 is newer than 1.25"}],"refused":[],"unmatched":["docker.io/library/redis:7.2"],"dryRun":true,"diff":"diff --git a/kustomization.yaml b/kustomization.yaml\\n--- a/kustomization.yaml\\n+++ b/kustomization.yaml\\n@@ -1,4 +1,4 @@\\n images:\\n   - name: nginx\\n     newName: docker.io/nginx\\n-    newTag: '1.25'\\n+    newTag: '1.26'\\n"}
            """);
    assertThat(run.err()).contains("No place runs docker.io/library/redis");
  }

  @Test
  void permissionsStay() throws IOException {
    Path file = repo.root().resolve("apps/web.yaml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

    bump("ghcr.io/acme/web:1.4.2");

    assertThat(repo.read("apps/web.yaml")).contains("web:1.4.2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x--x");
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void anImageThatNobodyRunsIsExitCodeThree() {
    Cli run = bump("evil/web:2.0.0");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            No place runs docker.io/evil/web (docker.io/evil/web:2.0.0).
            Nothing was changed.
            """);
  }

  @Test
  void aTagThatIsThereAlreadyIsNothingToDo() {
    assertThat(bump("nginx:1.25"))
        .isEqualTo(new Cli(0, "", "Nothing to do: 1 place had it already.\n"));
  }

  @Test
  void whatThePolicyKeepsIsNamedWithTheReason() {
    Cli run = bump("nginx:1.24");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            """
            kustomization.yaml:4:13: kept: 1.24 is older than 1.25
            Nothing was changed.
            """);
  }

  @Test
  void anOlderTagGoesInOnRequest() {
    Cli run = bump("nginx:1.24", "--allow-downgrade");

    assertThat(run.code()).isZero();
    assertThat(repo.read("kustomization.yaml")).contains("newTag: '1.24'");
  }

  @Test
  void aPinnedPlaceNeedsADigestAndTheOthersChange() {
    Cli run = bump("ghcr.io/acme/web:1.4.2");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("charts/web/values.yaml:3:8: kept: ")
        .contains("Changed 1 place");
    assertThat(repo.read("charts/web/values.yaml")).isEqualTo(ConfigRepoDir.VALUES);
  }

  @Test
  void aFileThatCannotBeReadIsReportedAndTheRestChanges() {
    repo.with("broken.yaml", "nginx: [1\nb: 2\n");
    repo.with("other.yaml", "neither: [1\nb: 2\n");

    Cli run = bump("nginx:1.26");

    assertThat(run.code()).isZero();
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .element(0, InstanceOfAssertFactories.STRING)
        .startsWith("broken.yaml:2:2: ");
    assertThat(repo.read("broken.yaml")).isEqualTo("nginx: [1\nb: 2\n");
  }

  @Test
  void nothingIsWrittenWhenOneFileCannotBe() throws IOException {
    byte[] before = Files.readAllBytes(repo.root().resolve("kustomization.yaml"));
    try (FileSwap swap = new FileSwap()) {
      swap.stage(repo.root().resolve("kustomization.yaml"), before, new byte[] {'x'});
      assertThatThrownBy(
              () ->
                  swap.stage(
                      repo.root().resolve("apps/web.yaml"), new byte[] {'y'}, new byte[] {'x'}))
          .isInstanceOf(IOException.class);
    }

    assertThat(Files.readAllBytes(repo.root().resolve("kustomization.yaml"))).isEqualTo(before);
    assertThat(names(repo.root()))
        .containsExactlyInAnyOrder("apps", "charts", "kustomization.yaml");
  }

  // Each had read the file before the other wrote it: the later change wiped out the earlier.
  @Test
  void ofTwoAtOnceOneFailsAndNoChangeIsLost() throws IOException {
    Path file = repo.root().resolve("kustomization.yaml");
    byte[] before = Files.readAllBytes(file);
    try (FileSwap first = new FileSwap();
        FileSwap second = new FileSwap()) {
      first.stage(file, before, new byte[] {'1'});
      assertThatThrownBy(() -> second.stage(file, before, new byte[] {'2'}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another tagboat is at it");
      first.commit();
      assertThatThrownBy(() -> second.stage(file, before, new byte[] {'2'}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("changed by somebody else");
    }

    assertThat(file).hasContent("1");
    assertThat(names(repo.root()))
        .containsExactlyInAnyOrder("apps", "charts", "kustomization.yaml");
  }

  /** Where a run keeps what it will write; a run that is killed leaves it. */
  private Path staging(Path file, byte[] before) throws IOException {
    try (FileSwap swap = new FileSwap()) {
      swap.stage(file, before, new byte[] {'x'});
      return names(repo.root()).stream()
          .filter(name -> name.startsWith(".tagboat-"))
          .map(repo.root()::resolve)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatAKilledRunLeftIsTakenAway() throws IOException {
    Path file = repo.root().resolve("kustomization.yaml");
    byte[] before = Files.readAllBytes(file);
    Files.writeString(staging(file, before), "half of it");

    try (FileSwap swap = new FileSwap()) {
      swap.stage(file, before, new byte[] {'2'});
      swap.commit();
    }

    assertThat(file).hasContent("2");
    assertThat(names(repo.root()))
        .containsExactlyInAnyOrder("apps", "charts", "kustomization.yaml");
  }

  @Test
  void aNameThatIsNoFileOfOursIsLeftAlone() throws IOException {
    Path file = repo.root().resolve("kustomization.yaml");
    byte[] before = Files.readAllBytes(file);
    Path name = staging(file, before);
    Files.createSymbolicLink(name, repo.root().resolve("apps/web.yaml"));
    byte[] other = Files.readAllBytes(repo.root().resolve("apps/web.yaml"));

    try (FileSwap swap = new FileSwap()) {
      assertThatThrownBy(() -> swap.stage(file, before, new byte[] {'2'}))
          .isInstanceOf(IOException.class);
    }

    assertThat(file).hasBinaryContent(before);
    assertThat(repo.root().resolve("apps/web.yaml")).hasBinaryContent(other);
    assertThat(name).isSymbolicLink();
  }

  @Test
  void manyFilesAreReplacedTogether() throws IOException {
    byte[] before = {'1'};
    byte[] after = {'2'};
    Path many = Files.createDirectories(repo.root().resolve("many"));
    try (FileSwap swap = new FileSwap()) {
      for (int i = 0; i < 1100; i++) {
        Path file = Files.write(many.resolve("f" + i + ".yaml"), before);
        swap.stage(file, before, after);
      }
      swap.commit();
    }

    assertThat(names(many)).hasSize(1100);
    for (String name : names(many)) {
      assertThat(many.resolve(name)).hasBinaryContent(after);
    }
  }

  @Test
  void whenToldToStopItLeavesNoTrace() throws IOException {
    Path file = repo.root().resolve("kustomization.yaml");
    byte[] before = Files.readAllBytes(file);
    try (FileSwap swap = new FileSwap()) {
      swap.stage(file, before, new byte[] {'x'});
      swap.abandon();

      assertThat(names(repo.root()))
          .containsExactlyInAnyOrder("apps", "charts", "kustomization.yaml");
      assertThatThrownBy(swap::commit).hasMessageContaining("told to stop");
    }

    assertThat(file).hasBinaryContent(before);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
