package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: nginx:1.25-alpine
          - image: acme/word:latest
          - image: acme/commit:3f2a9bc
          - image: acme/none
      ---
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: acme/ruled:1.2 # tagboat: semver ^1
      """;

  @TempDir private Path dir;

  private Cli run(String... more) throws IOException {
    Files.writeString(dir.resolve("pods.yaml"), PODS);
    String[] args = new String[more.length + 2];
    args[0] = "init";
    args[1] = dir.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Cli.run(args);
  }

  @Test
  void proposesRulesOnlyWhereTheTagsTellNothing() throws IOException {
    Cli result = run();

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("# Found: 5 images in 5 places.")
        .contains("#   docker.io/library/nginx 1.25-alpine\n")
        .contains("#   docker.io/acme/ruled 1.2 (pods.yaml:14:29: # tagboat: semver ^1)\n")
        .contains("#   docker.io/acme/none -\n")
        .contains("  - name: \"docker.io/acme/commit\"\n    policy: newest\n")
        .contains("  - name: \"docker.io/acme/word\"\n    policy: digest\n    pin: digest\n");
    BotConfig config = BotConfig.read(result.out().getBytes(StandardCharsets.UTF_8));
    assertThat(config.images()).hasSize(2);
    assertThat(dir.resolve(".tagboat.yaml")).doesNotExist();
  }

  /** A rule for a tag that stays is of use only where its digest is written down. */
  @Test
  void whatItProposesForAWordIsFollowed() throws IOException {
    assertThat(run("--write").code()).isZero();

    Cli bump =
        Cli.run("bump", "acme/word:latest@sha256:" + "a".repeat(64), "--dir", dir.toString());

    assertThat(bump.out()).contains("+    - image: acme/word:latest@sha256:aaaa");
  }

  @Test
  void writesOnceAndNeverOver() throws IOException {
    assertThat(run("--write").code()).isZero();
    String written = Files.readString(dir.resolve(".tagboat.yaml"));
    assertThat(written).isEqualTo(run().out());

    Cli again = run("--write");
    assertThat(again.code()).isEqualTo(Exit.USAGE);
    assertThat(again.err()).contains("There is a .tagboat.yaml already");
    assertThat(Cli.run("validate", dir.toString()).code()).isZero();
  }

  @Test
  void anEmptyRepoGetsAnExample() {
    Cli result = Cli.run("init", dir.toString());

    assertThat(result.code()).isZero();
    assertThat(BotConfig.read(result.out().getBytes(StandardCharsets.UTF_8)).images()).isEmpty();
  }
}
