package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir Path dir;

  @Test
  void saysWhyEachPlaceWouldOrWouldNotChange() {
    ConfigRepoDir repo = ConfigRepoDir.in(dir);

    Cli run = Cli.run("explain", "ghcr.io/acme/web:1.4.2", "--dir", repo.dir(), "-o", "json");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            [
              {"file":"apps/web.yaml","line":9,"current":"1.4.1","candidate":"1.4.2","accepted":true,"policy":"auto","source":"default","reason":"1.4.2 is newer than 1.4.1"},
              {"file":"charts/web/values.yaml","line":3,"current":"1.4.1@%s","candidate":"1.4.2","accepted":false,"policy":"auto","source":"default","reason":"the place is pinned by digest, and the digest of ghcr.io/acme/web:1.4.2 is not known. Give it as ghcr.io/acme/web:1.4.2@sha256:\\u2026, or let the registry be asked."}
            ]
            """
                .formatted(ConfigRepoDir.PINNED));
  }

  @Test
  void withoutATagSaysWhatCouldEverChange() {
    ConfigRepoDir repo =
        ConfigRepoDir.in(dir)
            .with("latest/values.yaml", "image: nginx:latest\nsidecarImage: nginx\n")
            .with(".tagboat.yaml", "images: [{name: 'ghcr.io/acme/*', policy: never}]\n");

    Cli nginx = Cli.run("explain", "nginx", "--dir", repo.dir(), "-o", "json");
    Cli web = Cli.run("explain", "ghcr.io/acme/web", "--dir", repo.dir());

    assertThat(nginx.out())
        .contains("\"current\":\"1.25\",\"candidate\":null,\"accepted\":null,\"policy\":\"auto\"")
        .contains("\"current\":\"latest\",\"candidate\":null,\"accepted\":false")
        .contains("\"current\":null,\"candidate\":null,\"accepted\":false");
    assertThat(web.out())
        .contains(".tagboat.yaml: ghcr.io/acme/*", "policy never keeps 1.4.1 as it is");
  }

  @Test
  void tellsOfNoRuleThatIsForOtherImages() {
    ConfigRepoDir repo =
        new ConfigRepoDir(dir)
            .with(
                "values.yaml",
                """
                aImage: acme/web:1 # tagboat: semvr
                bImage: nginx:1 # tagboat: semvr
                cImage: acme/web:1 # {"$imagepolicy": "x"}
                dImage: nginx:1 # {"$imagepolicy": "x"}
                """);

    Cli run = Cli.run("explain", "nginx", "--dir", repo.dir());

    assertThat(run.err())
        .contains("values.yaml:2:", "values.yaml:4:")
        .doesNotContain("values.yaml:1:", "values.yaml:3:");
  }

  @Test
  void anImageThatNobodyRunsHasNoPlace() {
    ConfigRepoDir repo = ConfigRepoDir.in(dir);

    Cli run = Cli.run("explain", "evil/web:1.0.0", "--dir", repo.dir(), "-o", "json");

    assertThat(run).isEqualTo(new Cli(0, "[]\n", "No place runs docker.io/evil/web.\n"));
  }
}
