package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each text, {@code OLD} inside the value of {@code k} becomes {@code new}. */
class ScalarWriterTest {
  private static final String OLD = "OLD";

  static Stream<String> texts() {
    return Stream.of(
        "k: OLD\n",
        "k: a OLD b\n",
        "k: a\n   OLD\n\n\n   b\n",
        "k: 'it''s OLD'\n",
        "k: 'a\n\n  OLD   \n  b'\n",
        "k: \"\\t\\u0041\\x42\\U0001F6A2\\e\\_OLD\\n\"\n",
        "k: \"a   \\\n   \\  OLD\\\n\n   b\"\n",
        "k: \"a\n\n\n OLD \t \n b \"\n",
        "k: \"🚢OLD\"\n",
        "k: |\n  OLD\n",
        "k: |\n\n\n    a\n   \n      b\n    OLD\n\n\n",
        "k: |+\n  a\n  OLD\n\n\n",
        "k: |-\n  🚢 OLD\n\n",
        "k: |2\n     a\n   OLD\n",
        "k: >\n  a\n  OLD\n\n  b\n    c\n\n    d\n  e\n",
        "k: >\n    a\n\n\n      b\n\n    OLD\n    c\n",
        "k: >-\n  a\n  \tb\n  OLD\n",
        "k: >+\n  OLD\n\n",
        "k: >1\n   a\n  OLD\n",
        "k: |\n  OLD",
        "k: >\n  a\n  OLD",
        "- k: |-\n    OLD\n",
        "{k: OLD, b: c}\n",
        "{k: [OLD], b: c}\n".replace("[OLD]", "a OLD"),
        "? k\n: OLD\n",
        "k: |\r\n  a\r\n  OLD\r\nb: c\r\n",
        "k: >\r\n  a\r\n  OLD\r\n\r\n  b\r\n",
        "k: \"a\r\n  OLD\\\r\n  b\"\r\n",
        "k: a\r\n  OLD\r\n");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void replacesExactlyThePart(String text) {
    YamlFile file = parse(text);
    YamlScalar scalar = scalar(file);
    int from = scalar.value().indexOf(OLD);

    String after = apply(file, scalar, from, from + OLD.length(), "new");

    assertThat(after).isEqualTo(text.replace(OLD, "new"));
    String wanted = scalar.value().replace(OLD, "new");
    assertThat(scalar(parse(after)).value()).isEqualTo(wanted);
    assertThat(YamlComparison.difference(file, after, Map.of(scalar.start(), wanted), Map.of()))
        .isEmpty();
  }

  @Test
  void insertsIntoEmptyAndAbsentValues() {
    for (String text : List.of("k: ''\n", "k: \"\"\n")) {
      YamlFile file = parse(text);
      assertThat(scalar(parse(apply(file, scalar(file), 0, 0, "1.10"))).value()).isEqualTo("1.10");
    }
    YamlFile absent = parse("k:   # c\n");
    assertThat(apply(absent, scalar(absent), 0, 0, "v1")).isEqualTo("k: v1   # c\n");
    assertThat(apply(absent, scalar(absent), 0, 0, "1.10")).isEqualTo("k: \"1.10\"   # c\n");
    YamlFile flow = parse("{k: , b: c}\n");
    assertThat(apply(flow, scalar(flow), 0, 0, "v1")).isEqualTo("{k: v1 , b: c}\n");
  }

  @Test
  void quotesWhatWouldChangeItsType() {
    YamlFile file = parse("k: 1.9  # c\n");

    assertThat(apply(file, scalar(file), 0, 3, "1.10")).isEqualTo("k: \"1.10\"  # c\n");
    assertThat(apply(file, scalar(file), 0, 3, "1.10.0")).isEqualTo("k: 1.10.0  # c\n");
  }

  @Test
  void anExplicitStringTagKeepsItBare() {
    YamlFile file = parse("k: !!str 1.9\n");

    assertThat(apply(file, scalar(file), 0, 3, "1.10")).isEqualTo("k: !!str 1.10\n");
  }

  @Test
  void refusesTextOverSeveralLines() {
    YamlFile file = parse("k: v\n");

    assertThatThrownBy(() -> new ScalarWriter(file, scalar(file)).replace(0, 1, "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStaleEditFailsAndChangesNothing() {
    List<Replacement> edits =
        List.of(new Replacement(0, 1, "a", "x"), new Replacement(2, 3, "b", "y"));

    assertThat(Replacement.apply("a b", edits)).isEqualTo("x y");
    assertThatThrownBy(() -> Replacement.apply("a c", edits))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("not at its place");
    assertThatThrownBy(() -> Replacement.apply("a", edits)).isInstanceOf(UserFault.class);
    assertThatThrownBy(() -> Replacement.apply("a b", List.of(edits.get(1), edits.get(0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparisonFindsEveryKindOfDifference() {
    String text = "a: 1\nb: &x [c, d]\ne: *x\n";
    for (String other :
        List.of(
            "a: 2\nb: &x [c, d]\ne: *x\n",
            "a: '1'\nb: &x [c, d]\ne: *x\n",
            "a: !!str 1\nb: &x [c, d]\ne: *x\n",
            "a: 1\nb: &y [c, d]\ne: *y\n",
            "a: 1\nb: &x [c]\ne: *x\n",
            "a: 1\nb: &x\n- c\n- d\ne: *x\n",
            "a: 1\nb: &x {c: d}\ne: *x\n",
            "a: 1\nb: &x [c, d]\n",
            "a: 1\nb: &x [c, d]\ne: *x\n---\n",
            "a: 1\nb: &x [c, d\n")) {
      assertThat(YamlComparison.difference(parse(text), other, Map.of(), Map.of()))
          .as(other)
          .isPresent();
    }
    assertThat(YamlComparison.difference(parse(text), text, Map.of(), Map.of())).isEmpty();
    assertThat(YamlComparison.difference(parse(text), text, Map.of(3, "2"), Map.of())).isPresent();
    assertThat(YamlComparison.difference(parse(text), text, Map.of(4, "2"), Map.of()))
        .isEqualTo(Optional.of("only 0 of 1 values changed"));
  }

  private static String apply(YamlFile file, YamlScalar scalar, int from, int to, String with) {
    return Replacement.apply(
        file.text(), List.of(new ScalarWriter(file, scalar).replace(from, to, with)));
  }

  private static YamlFile parse(String text) {
    return YamlFile.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlScalar scalar(YamlFile file) {
    YamlNode root = file.documents().get(0);
    YamlNode mapping = root instanceof YamlSequence list ? list.items().get(0) : root;
    return ((YamlMapping) mapping).scalar("k").orElseThrow();
  }
}
