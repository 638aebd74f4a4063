package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SetupGitHubAppCommandTest {
  @TempDir Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "setup";
    args[1] = "github-app";
    args[2] = "--config";
    args[3] = dir.resolve("tagboat-server.yaml").toString();
    System.arraycopy(more, 0, args, 4, more.length);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void aDryRunShowsAllAndWritesNothing() {
    int code =
        run(
            "--repo",
            "https://github.com/acme/config.git",
            "--url",
            "https://tagboat.acme.io/",
            "--dry-run");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("Would post to https://github.com:")
        .contains("\"url\" : \"https://tagboat.acme.io/forge-events\"")
        .contains("\"name\" : \"tagboat-acme\"")
        .contains("    private-key-file: \"secrets/github-app.pem\"")
        .doesNotContain("api-url");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void anEnterpriseServerIsNamedByTheRepoOrByItself() {
    assertThat(run("--repo", "https://git.acme.io/acme/config.git", "--dry-run")).isZero();
    assertThat(out.toString()).contains("Would post to https://git.acme.io:");

    assertThat(
            run(
                "--repo",
                "https://mirror.acme.io/acme/config.git",
                "--github-url",
                "https://git.acme.io",
                "--dry-run"))
        .isZero();
    assertThat(out.toString()).contains("    api-url: \"https://git.acme.io/api/v3\"");
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsDone() throws Exception {
    assertThat(run("--repo", "git@github.com:acme/config.git", "--dry-run")).isEqualTo(2);
    assertThat(run("--repo", "http://github.example/acme/config.git", "--dry-run")).isEqualTo(2);
    assertThat(
            run(
                "--repo",
                "https://github.com/acme/config.git",
                "--url",
                "http://127.0.0.1:8080",
                "--dry-run"))
        .isEqualTo(2);
    Files.writeString(dir.resolve("tagboat-server.yaml"), "hoks: []\n");
    assertThat(run("--repo", "https://github.com/acme/config.git")).isEqualTo(2);

    assertThat(err.toString())
        .contains("an App uses no SSH")
        .contains("https:")
        .contains("GitHub cannot send events to http://127.0.0.1:8080/forge-events")
        .contains("tagboat-server.yaml:1:1");
    assertThat(Main.commandLine().execute("setup")).isEqualTo(2);
  }
}
