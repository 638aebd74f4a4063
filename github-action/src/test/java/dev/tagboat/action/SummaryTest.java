package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {
  private static String of(String rows) {
    return Summary.of(Answer.parse(rows));
  }

  @Test
  void sentencesOfOthersAreNoMarkup() {
    String summary =
        of(
            "[{\"image\":\"a:1`|x\",\"outcome\":\"failed\",\"branch\":null,"
                + "\"sentence\":\"<img src=x> [a](b)\\n| next\"}]");

    assertThat(summary).endsWith("| `a:1|x` | failed | \\<img src=x\\> \\[a\\](b) \\| next |\n");
  }

  @Test
  void aDiffCannotLeaveItsBlock() {
    String summary =
        of(
            "[{\"image\":\"a:1\",\"outcome\":\"proposed\",\"branch\":\"b\",\"title\":\"T\","
                + "\"body\":\"B<!-- x -->\",\"diff\":\"+````\\n\",\"sentence\":\"s\"}]");

    assertThat(summary).contains("\n`````diff\n+````\n`````\n").doesNotContain("<!--");
  }

  @Test
  void nothingIsSaid() {
    assertThat(of("[]")).contains("Nothing was proposed");
  }
}
