package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Go programs were seen to answer, for the parts of them that rules depend on. */
class MeasuredTest {
  private static Stream<String[]> rows(String file) {
    return PolicyCase.lines(file).map(line -> line.split("\t", -1));
  }

  static Stream<String[]> ranges() {
    return rows("masterminds-3.5.0.tsv");
  }

  static Stream<String[]> expansions() {
    return rows("go-expand.tsv");
  }

  static Stream<String[]> globs() {
    return rows("go-filepath-match.tsv");
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void rangesAreThoseOfMasterminds(String range, String allowed, String others) {
    if (allowed.equals("invalid")) {
      assertThatThrownBy(() -> SemanticRange.parse(range))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    SemanticRange parsed = SemanticRange.parse(range);
    assertThat(words(allowed)).allMatch(version -> allows(parsed, version));
    assertThat(words(others)).noneMatch(version -> allows(parsed, version));
  }

  private static boolean allows(SemanticRange range, String version) {
    return range.allows(SemanticVersion.parse(version).orElseThrow(), false);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("expansions")
  void templatesAreThoseOfGo(String expression, String template, String tag, String expected) {
    Matcher matcher = Pattern.compile(expression).matcher(tag);

    assertThat(matcher.find()).isTrue();
    assertThat(Expansion.of(template, matcher)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("globs")
  void globsAreThoseOfGo(String glob, String tag, String expected) {
    if (expected.equals("invalid")) {
      assertThatThrownBy(() -> Globs.ofPath(glob)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    boolean matches = Pattern.compile(Globs.ofPath(glob)).matcher(tag).find();

    assertThat(matches).isEqualTo(Boolean.parseBoolean(expected));
  }
}
