package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.config.BotConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Every block of every document is read by what it is for: shell by a shell, and each command line
 * of ours by its own program's options; YAML and JSON by their parsers, and what is a configuration
 * of ours by its reader, here or in the test of the module that has it.
 */
class DocumentsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Set<String> OURS = Set.of("tagboat", "tagboat-server", "tagboat-applier");

  /** What else somebody has to have; another name is a misspelling, or a program nobody needs. */
  private static final Set<String> OTHERS =
      Set.of(
          "alias",
          "aws",
          "az",
          "curl",
          "docker",
          "echo",
          "export",
          "gcloud",
          "gh",
          "helm",
          "java",
          "jq",
          "kubectl",
          "mvn",
          "openssl",
          "printf",
          "sed",
          "git",
          "cd",
          "bot/target/tagboat");

  private static final Set<String> FOLLOWED = Set.of("version", "scan", "images", "pull-requests");

  /** The first keys of what tests of other modules, or those of this one, read as a whole. */
  private static final List<Set<String>> READ_ELSEWHERE =
      List.of(
          Set.of("hooks"), // the server's ReadmeTest
          Set.of("repositories"),
          Set.of("listen"),
          Set.of("alerts"),
          Set.of("sign-in"),
          Set.of("cluster", "source"), // the applier's ReadmeTest
          Set.of("apiVersion", "kind", "metadata", "spec"),
          Set.of("name", "on", "jobs"), // the Action's DocumentsTest
          Set.of("extraKinds"), // the values of the charts
          Set.of("image", "config"),
          Set.of("notifications"), // CNCF Distribution's own
          Set.of("image", "worker", "number")); // comments at places, below

  static List<Documents.Block> shell() {
    return Documents.blocks("sh");
  }

  static List<Documents.Block> yaml() {
    return Documents.blocks("yaml");
  }

  static List<Documents.Block> json() {
    return Documents.blocks("json");
  }

  @Test
  void thereAreDocumentsAndAllTheirLanguagesAreKnown() {
    assertThat(Documents.files()).contains(Path.of("../README.md"), Path.of("../bot/README.md"));
    assertThat(Documents.files()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(shell()).hasSizeGreaterThan(30);
    int all = Documents.blocks("sh", "yaml", "json", "hcl", "ruby", "mermaid", "").size();
    long fences =
        Documents.files().stream()
            .flatMap(file -> ReadmeTest.lines(file).stream())
            .filter(line -> line.startsWith("```"))
            .count();
    assertThat(fences).isEqualTo(2L * all);
  }

  @ParameterizedTest
  @MethodSource("shell")
  void aShellTakesIt(Documents.Block block) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(block.text().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).as(said).isZero();
  }

  @Test
  void everyProgramIsKnown() {
    Set<String> programs = new TreeSet<>();
    Documents.commands().forEach(words -> programs.add(words.get(0)));
    programs.removeAll(OURS);
    programs.removeAll(OTHERS);

    assertThat(programs).isEmpty();
  }

  @Test
  void everyCommandLineOfTheBotIsValid() {
    List<List<String>> calls = Documents.calls("tagboat", "bot/target/tagboat.jar");

    assertThat(calls).hasSizeGreaterThan(5);
    for (List<String> words : calls) {
      // The launcher's own option never reaches the program.
      if (!words.equals(List.of("--archive"))) {
        assertThatCode(() -> ReadmeTest.line().parseArgs(words.toArray(new String[0])))
            .as("tagboat %s", words)
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void yamlIsReadByWhatItIsFor(Documents.Block block) {
    // In flow style a plain ${NAME} would end the mapping; all readers of ours see to that.
    String plain = block.text().replaceAll("\\$\\{([^}]*)}", "\\$($1)");
    Set<String> keys = new TreeSet<>();
    for (Node document :
        new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(new StringReader(plain))) {
      ((MappingNode) document)
          .getValue()
          .forEach(one -> keys.add(((ScalarNode) one.getKeyNode()).getValue()));
    }
    if (FOLLOWED.containsAll(keys)) {
      String whole = keys.contains("version") ? block.text() : "version: 1\n" + block.text();
      assertThatCode(() -> BotConfig.read(whole.getBytes(StandardCharsets.UTF_8)))
          .doesNotThrowAnyException();
    } else {
      assertThat(READ_ELSEWHERE).as("who reads %s?", keys).anyMatch(keys::containsAll);
    }
  }

  @ParameterizedTest
  @MethodSource("json")
  void jsonIsJson(Documents.Block block) {
    String whole = block.text().replace("[…]", "[]");

    assertThatCode(() -> JSON.readTree(whole)).doesNotThrowAnyException();
  }

  @Test
  void aShellsWordsAreRead() {
    assertThat(
            Documents.commands("a 'b c' \\\n  -d \"e\nf\" > g # h\nX=1 i && j | k 2>l\n# m 'n\n"))
        .containsExactly(
            List.of("a", "b c", "-d", "e\nf"), List.of("i"), List.of("j"), List.of("k"));
  }
}
