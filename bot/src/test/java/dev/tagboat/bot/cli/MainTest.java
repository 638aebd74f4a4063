package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path dir;

  @Test
  void helpNamesEveryCommand() {
    Cli help = Cli.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(Commands.SUMMARIES.keySet())
        .contains(Commands.SUMMARIES.values())
        .contains("Exit codes: 0 done");
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    Cli help = Cli.run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: tagboat " + command, "Example:\n  tagboat ", "--output=FORMAT")
        .containsPattern("Exit codes?:? [0-9]");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  static Set<String> commands() {
    return Commands.SUMMARIES.keySet();
  }

  @ParameterizedTest
  @CsvSource({"scn, scan", "chek, check", "validat, validate", "explian, explain"})
  void aCommandWithATypingErrorIsRecognised(String typed, String meant) {
    assertThat(Cli.run(typed, "."))
        .isEqualTo(
            new Cli(
                2,
                "",
                "tagboat: There is no command \"%s\". Did you mean %s? See tagboat --help.\n"
                    .formatted(typed, meant)));
  }

  @Test
  void saysItsVersion() {
    assertThat(Cli.run("--version").out()).startsWith("tagboat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                            | No command is given.
          frob                          | There is no command "frob".
          scan --frob                   | Unknown option: '--frob'.
          scan -o xml                   | want table or json.
          scan a b                      | Unmatched argument
          bump                          | Missing required parameter: 'IMAGE:TAG[@DIGEST]'.
          bump nginx                    | "nginx" names no tag.
          bump nginx@sha256:1           | "nginx@sha256:1" is not an image reference.
          bump nginx:1.2 --dir /no/dir  | There is no directory "/no/dir".
          propose nginx:1.2             | Missing required option: '--repo=URL'.
          explain                       | Missing required parameter
          select --policy nonsense 1    | there is no policy "nonsense"
          select 1                      | --policy is missing.
          select --policy auto 1        | policy auto needs --current
          """)
  void badUsageIsOneSentenceAndExitCodeTwo(String words, String sentence) {
    Cli run = Cli.run(words.isEmpty() ? new String[0] : words.split(" ", -1));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tagboat: ").contains(sentence).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scan ", "check ", "validate ", "explain nginx --dir ", "bump nginx:1.2 --dir "})
  void anEmptyDirectoryIsNotTheCurrentOne(String words) {
    assertThat(Cli.run(words.split(" ", -1)))
        .isEqualTo(
            new Cli(2, "", "tagboat: DIR is empty. Name a directory; . is the current one.\n"));
  }

  @Test
  void aHostileWordCannotSteerATerminal() {
    Cli run = Cli.run("bump", "nginx:1\u001b[31m\u202e");

    assertThat(run.err()).contains("\\u001b").doesNotContain("\u001b").doesNotContain("\u202e");
  }

  @Test
  void aReaderThatGoesAwayIsNoError() {
    ConfigRepoDir.in(dir);

    assertThat(runInto("Broken pipe", "scan", dir.toString())).isEqualTo("0 ");
  }

  @Test
  void outputThatIsLostIsAnError() {
    ConfigRepoDir.in(dir);

    assertThat(runInto("No space left on device", "scan", dir.toString()))
        .isEqualTo("1 tagboat: the output could not be written: No space left on device\n");
  }

  @Test
  void aBugSaysSoAndShowsItsTraceOnlyOnRequest() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("broken on purpose");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        };

    String quiet = runFrom(broken, "select", "--policy", "semver");
    String loud = runFrom(broken, "select", "--policy", "semver", "--debug");

    assertThat(quiet).startsWith("70 tagboat: this is a bug").hasLineCount(1);
    assertThat(loud).startsWith("70 tagboat: this is a bug").contains("broken on purpose");
  }

  private static String runInto(String trouble, String... args) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(trouble);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(args, InputStream.nullInputStream(), broken, err, Map.of());
    return code + " " + err.toString(StandardCharsets.UTF_8);
  }

  private static String runFrom(InputStream in, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(args, in, new ByteArrayOutputStream(), err, Map.of());
    return code + " " + err.toString(StandardCharsets.UTF_8);
  }
}
