package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Commands commands =
      new Commands(new PrintStream(log, true, StandardCharsets.UTF_8));

  private String log() {
    return log.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void whatWouldEndACommandIsEscaped() {
    commands.notice("a:b,c%.yaml", 3, "x\r\n::error::", "1%\n::warning::me");

    assertThat(log())
        .isEqualTo(
            "::notice file=a%3Ab%2Cc%25.yaml,line=3,title=x%0D%0A%3A%3Aerror%3A%3A::"
                + "1%25%0A::warning::me\n");
  }

  @Test
  void aSecretOfSeveralLinesIsMaskedLineByLine() {
    commands.mask("one\n\n  two\r\n");

    assertThat(log()).isEqualTo("::add-mask::one\n::add-mask::two\n");
  }

  @Test
  void textOfOthersStandsBetweenTwoLinesThatNobodyCanGuess() {
    commands.untrusted("Diff", "::error::me\n");
    String first = log();
    commands.untrusted("Diff", "::error::me\n");

    assertThat(first)
        .matches("::group::Diff\n::stop-commands::(\\w{32})\n::error::me\n::\\1::\n::endgroup::\n");
    assertThat(log().substring(first.length())).isNotEqualTo(first);
  }
}
