package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a real bash. */
@NeedsProgram("bash")
class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

  private final Path script;

  CompletionCommandTest(@TempDir Path dir) {
    this.script = dir.resolve("completion.sh");
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(script, Cli.run("completion").out());
  }

  private static String bash(String... args) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(BASH.toString(), "--norc"), Stream.of(args)).toList())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** What bash offers for the last of these words. */
  private List<String> complete(String line) throws IOException, InterruptedException {
    String ask =
        """
        compopt() { :; }  # the real one works for a person at a prompt only
        source "$1"
        COMP_LINE=$2
        COMP_WORDS=($2)
        [ "${2: -1}" = ' ' ] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_POINT=${#COMP_LINE}
        _complete_tagboat
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    return bash("-c", ask, "bash", script.toString(), line).lines().map(String::strip).toList();
  }

  @Test
  void bashTakesTheScriptAndCompletesOurName() throws IOException, InterruptedException {
    assertThat(bash("-n", script.toString())).isEmpty();
    assertThat(bash("-c", "source \"$1\"; complete -p tagboat", "bash", script.toString()))
        .isEqualTo("complete -o default -F _complete_tagboat tagboat");
  }

  @Test
  void everyCommandIsOffered() throws IOException, InterruptedException {
    assertThat(complete("tagboat ")).containsAll(Commands.SUMMARIES.keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tagboat sc                   | scan
          tagboat check --fail         | --fail-on-update
          tagboat scan -o j            | json
          tagboat propose --forge gith | github
          tagboat completion z         | zsh
          """)
  void oneWordIsLeft(String line, String word) throws IOException, InterruptedException {
    assertThat(complete(line)).containsExactly(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagboat scan ", "tagboat explain nginx --dir ", "tagboat bump a:1 "})
  void whereNothingIsKnownBashIsLeftToOfferFiles(String line)
      throws IOException, InterruptedException {
    assertThat(complete(line)).isEmpty();
    assertThat(Files.readString(script)).doesNotContain("compopt +o");
  }

  @Test
  void zshGetsTheSameScriptWhichLoadsWhatItNeedsThere() {
    assertThat(Cli.run("completion", "zsh").out())
        .isEqualTo(Cli.run("completion", "bash").out())
        .contains("ZSH_VERSION", "bashcompinit");
  }

  @Test
  void anotherShellIsBadUsage() {
    assertThat(Cli.run("completion", "fish"))
        .isEqualTo(new Cli(2, "", "tagboat: There is no script for \"fish\". Name bash or zsh.\n"));
  }

  @Test
  void policiesAndOrdersAreOffered() throws IOException, InterruptedException {
    assertThat(complete("tagboat select --policy ")).contains("semver", "numeric", "never");
    assertThat(complete("tagboat select --order ")).containsExactly("asc", "desc");
  }
}
