package dev.tagboat.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^v(?P<v>.+)$",
        "(?<v>x)",
        "a{3}",
        "(a{9}){9}",
        "[]a]{5}",
        "[^]]{5}",
        "\\d{8}",
        "\\{9}",
        "x{1,1000}",
        "{",
        "a{,5}",
        "[\\]{9}]",
        "(?i)[a-z]+|(b{2,}){3}"
      })
  void takesWhatPeopleWrite(String text) {
    assertThat(RegularExpression.compile(text).pattern()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(((a{1,100}){1,100}){1,100}){1,100}",
        "(?:(?:[a-z]{1000}){1000})",
        "((x{1000,}){1000,})",
        "(a(b(c{200}){200}){200})|d"
      })
  void refusesWhatWouldTakeTheMemory(String text) {
    assertThatThrownBy(() -> RegularExpression.compile(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("repetitions that multiply to more than 20000");
  }

  @Test
  void refusesWhatIsWrongOrTooLong() {
    assertThatThrownBy(() -> RegularExpression.compile("("))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("missing closing )");
    assertThatThrownBy(() -> RegularExpression.compile("a".repeat(4097)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("longer than 4096 characters");
  }
}
