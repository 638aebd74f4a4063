package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {
  @TempDir Path dir;

  private ConfigRepoDir repo = new ConfigRepoDir(Path.of("."));

  @BeforeEach
  void fill() {
    repo = ConfigRepoDir.in(dir.resolve("repo"));
  }

  @Test
  void listsEveryPlaceAsJson() {
    repo.with(".tagboat.yaml", "images: [{name: 'envoyproxy/*', policy: never}]");

    Cli run = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(run)
        .isEqualTo(
            new Cli(
                0,
                """
                [
                  {"file":"apps/web.yaml","line":9,"column":18,"kind":"kubernetes","image":"ghcr.io/acme/web","tag":"1.4.1","digest":null,"policy":"auto"},
                  {"file":"apps/web.yaml","line":10,"column":32,"kind":"kubernetes","image":"docker.io/envoyproxy/envoy","tag":"v1.28.0","digest":null,"policy":"never"},
                  {"file":"charts/web/values.yaml","line":3,"column":8,"kind":"helm-values","image":"ghcr.io/acme/web","tag":"1.4.1","digest":"%s","policy":"auto"},
                  {"file":"kustomization.yaml","line":4,"column":13,"kind":"kustomize","image":"docker.io/library/nginx","tag":"1.25","digest":null,"policy":"auto"}
                ]
                """
                    .formatted(ConfigRepoDir.PINNED),
                ""));
  }

  @Test
  void listsEveryPlaceAsATable() {
    Cli run = Cli.run("scan", repo.dir());

    assertThat(run.out().lines())
        .element(1)
        .isEqualTo(
            "apps/web.yaml:9:18          kubernetes   auto    ghcr.io/acme/web            1.4.1");
  }

  @Test
  void anEmptyDirectoryIsSaidSo() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));

    assertThat(Cli.run("scan", empty.toString(), "-o", "json").out()).isEqualTo("[]\n");
    assertThat(Cli.run("scan", empty.toString()).err()).contains("No image is named");
  }

  @Test
  void whatCannotBeReadIsReportedAndTheRestGoesOn() throws IOException {
    repo.with("broken.yaml", "a: [1\nb: 2\n");
    Files.write(repo.root().resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
    Files.write(repo.root().resolve("large.yaml"), new byte[6 * 1024 * 1024]);
    repo.with("deep.yaml", "[".repeat(20_000));
    repo.with("empty.yaml", "");

    Cli run = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("\"file\""))).hasSize(4);
    assertThat(run.err().lines().map(line -> line.replaceAll(": .*", "")))
        .containsExactly("broken.yaml:2:2", "deep.yaml:1:102", "large.yaml:1:1", "latin1.yaml:1:4");
  }

  @Test
  void neitherLinksNorSubmodulesNorGitsOwnFilesAreLookedAt() throws IOException {
    Path outside = dir.resolve("outside.yaml");
    Files.writeString(outside, ConfigRepoDir.DEPLOYMENT);
    Files.createDirectory(dir.resolve("elsewhere"));
    Files.writeString(dir.resolve("elsewhere/web.yaml"), ConfigRepoDir.DEPLOYMENT);
    Files.createSymbolicLink(repo.root().resolve("link.yaml"), outside);
    Files.createSymbolicLink(repo.root().resolve("folder"), dir.resolve("elsewhere"));
    repo.with(".git/hooks/web.yaml", ConfigRepoDir.DEPLOYMENT);
    repo.with("module/.git", "gitdir: ../.git/modules/module\n");
    repo.with("module/web.yaml", ConfigRepoDir.DEPLOYMENT);

    Cli run = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(run.out().lines().filter(line -> line.contains("\"file\""))).hasSize(4);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aSettingsFileThatIsALinkIsRefused() throws IOException {
    Files.createSymbolicLink(repo.root().resolve(".tagboat.yaml"), dir.resolve("x"));

    Cli run = Cli.run("scan", repo.dir());

    assertThat(run)
        .isEqualTo(
            new Cli(
                2,
                "",
                "tagboat: .tagboat.yaml is not a regular file. Put the settings into it.\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan", "validate", "init", "explain nginx --dir", "bump nginx:2 --dir"})
  void aSettingsFileOfAWrongNameIsRefused(String command) {
    repo.with(".tagboat.yml", "images: [{name: nginx, policy: never}]\n");

    Cli run = Cli.run((command + " " + repo.dir()).split(" "));

    assertThat(run)
        .isEqualTo(
            new Cli(
                2,
                "",
                "tagboat: .tagboat.yml is not read. Rename it to .tagboat.yaml, or remove it.\n"));
  }

  @Test
  void besideTheRightSettingsAWrongNameIsNothing() {
    repo.with(".tagboat.yml", "images: []\n").with(".tagboat.yaml", "version: 1\n");

    assertThat(Cli.run("validate", repo.dir())).isEqualTo(new Cli(0, "", ""));
  }

  @Test
  void wrongSettingsAreAllNamed() {
    repo.with(".tagboat.yaml", "scan: {inclde: []}\nimages: [{name: a/b, allow: '('}]\n");

    Cli run = Cli.run("scan", repo.dir());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().map(line -> line.replaceAll("(:[0-9]+): .*", "$1")))
        .containsExactly(
            "tagboat: the settings cannot be used:", ".tagboat.yaml:1:8", ".tagboat.yaml:2:29");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan",
        "check",
        "init",
        "bump acme/other:2 --dir",
        "explain acme/other:2 --dir",
      })
  void aRuleThatMeansNothingToItsPolicyStopsEveryCommand(String command) {
    repo.with(".tagboat.yaml", "images: [{name: a/b, policy: semver, range: foo}]\n");
    repo.with("a.yaml", "image: acme/other:1\n");

    Cli run = Cli.run((command + " " + repo.dir()).split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(".tagboat.yaml:1:45: range is not a version constraint");
    assertThat(repo.read("a.yaml")).isEqualTo("image: acme/other:1\n");
  }

  @Test
  void hostileNamesCannotSteerATerminal() {
    repo.with("a\u001b[2J\u202e.yaml", ConfigRepoDir.DEPLOYMENT);
    repo.with("b\u001b[2J.yaml", "a: [1\n");

    Cli table = Cli.run("scan", repo.dir());
    Cli json = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(table.out() + table.err() + json.out() + json.err())
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
    assertThat(table.err()).startsWith("b\\u001b[2J.yaml:2:1: ");
  }

  // Both were a/b.yaml, and one of them was lost.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBackslashInANameDividesNothing() {
    repo.with("a/b.yaml", ConfigRepoDir.DEPLOYMENT);
    repo.with("a\\b.yaml", ConfigRepoDir.DEPLOYMENT);

    Cli run = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(run.out()).contains("\"file\":\"a/b.yaml\"").contains("\"file\":\"a\\\\b.yaml\"");
  }

  // Two such names look the same, so one of the files was lost, and the diff applied to neither.
  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void aNameThatIsNotUtf8IsReportedAndLeftAlone() throws IOException {
    URI name = URI.create(repo.root().toUri() + "x%FF.yaml");
    Files.writeString(Path.of(name), ConfigRepoDir.DEPLOYMENT);

    Cli run = Cli.run("scan", repo.dir(), "-o", "json");

    assertThat(run.out().lines().filter(line -> line.contains("\"file\""))).hasSize(4);
    assertThat(run.err())
        .isEqualTo("x\uFFFD.yaml:1:1: cannot be read: the file's name is not UTF-8\n");
  }
}
