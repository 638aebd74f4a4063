package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
  private static YamlFile parse(String text) {
    return YamlFile.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlFile.Refused refused(byte[] bytes) {
    return (YamlFile.Refused) YamlFile.read(bytes);
  }

  private static YamlFile.Refused refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlMapping root(YamlFile file) {
    return (YamlMapping) file.documents().get(0);
  }

  @Test
  void positionsCountCodePointsAndNoByteOrderMark() {
    YamlFile file = parse("\uFEFF🚢: ä\r\nb: 🚢🚢c\rd: e\n");

    assertThat(file.position(root(file).scalar("🚢").orElseThrow().start()))
        .isEqualTo(new Position(1, 4));
    assertThat(file.position(root(file).scalar("b").orElseThrow().end()))
        .isEqualTo(new Position(2, 7));
    assertThat(file.position(root(file).scalar("d").orElseThrow().start()))
        .isEqualTo(new Position(3, 4));
  }

  @Test
  void scalarsStandBehindTheirAnchorAndTag() {
    YamlFile file = parse("a: &x !!str  'v'  # c\nb: *x\nc: !!str &y\n");
    YamlScalar a = root(file).scalar("a").orElseThrow();

    assertThat(file.text().substring(a.start(), a.end())).isEqualTo("'v'");
    assertThat(root(file).scalar("b").orElseThrow()).isSameAs(a);
    YamlScalar c = root(file).scalar("c").orElseThrow();
    assertThat(c.start()).isEqualTo(c.end());
  }

  @Test
  void ofEqualKeysTheLastCountsAndMergeKeysFillIn() {
    YamlFile file =
        parse(
            """
            base: &b {x: 1, y: 1, z: 1}
            more: &m {z: 2, w: 2}
            use: {<<: [*b, *m], y: 3, y: 4}
            quoted: {"<<": *b}
            """);
    YamlMapping use = root(file).mapping("use").orElseThrow();

    assertThat(use.scalar("x").orElseThrow().value()).isEqualTo("1");
    assertThat(use.scalar("y").orElseThrow().value()).isEqualTo("4");
    assertThat(use.scalar("z").orElseThrow().value()).isEqualTo("1");
    assertThat(use.scalar("w").orElseThrow().value()).isEqualTo("2");
    assertThat(root(file).mapping("quoted").orElseThrow().get("x")).isEmpty();
  }

  @Test
  void emptyFilesHaveNoDocuments() {
    assertThat(parse("").documents()).isEmpty();
    assertThat(parse("# only a comment\n").documents()).isEmpty();
    assertThat(parse("---\n---\n").documents()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'a: ü', 2, '1:4'", // cut inside the ü
    "'ab', 1, '1:2'",
  })
  void badUtf8IsRefusedWithItsPlace(String text, int cut, String at) {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(whole, 0, text.indexOf('ü') >= 0 ? whole.length - 1 : cut);
    bytes.write(0xFF);

    assertThat(refused(bytes.toByteArray()).at()).hasToString(at);
    assertThat(refused(bytes.toByteArray()).reason()).isEqualTo("this byte is not UTF-8");
  }

  @Test
  void overlongFormsAndSurrogatesInUtf8AreRefused() {
    for (byte[] bytes :
        List.of(
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {'a', (byte) 0xE2, (byte) 0x82})) {
      assertThat(refused(bytes).reason()).isEqualTo("this byte is not UTF-8");
    }
  }

  @Test
  void nulAndOtherControlCharactersAreRefusedWithTheirPlace() {
    assertThat(refused("a: 1\nb: \0"))
        .isEqualTo(new YamlFile.Refused(new Position(2, 4), "NUL byte: this is not a text file"));
    assertThat(refused("a: 1\nb: \u0007").at()).isEqualTo(new Position(2, 4));
  }

  @Test
  void utf16IsRefused() {
    assertThat(YamlFile.read("a: 1".getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(YamlFile.Refused.class);
  }

  @Test
  void depthIsLimitedAndDoesNotOverflowTheStack() {
    assertThat(
            YamlFile.read("[".repeat(90).concat("]".repeat(90)).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(YamlFile.Parsed.class);
    assertThat(refused("[".repeat(100_000)).reason()).isEqualTo("nested deeper than 100 levels");
    assertThat(refused("{a: ".repeat(100_000)).reason()).isEqualTo("nested deeper than 100 levels");
    assertThat(refused("- ".repeat(100_000)).reason()).isEqualTo("nested deeper than 100 levels");
  }

  @Test
  void aliasesThatMultiplyCostNothing() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      String last = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, last, last, last));
    }

    assertThat(parse(bomb.toString()).documents()).hasSize(1);
  }

  @Test
  void mergeKeysThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a: &a {");
    for (int i = 0; i < 2000; i++) {
      bomb.append("k%d: v, ".formatted(i));
    }
    bomb.append("}\n");
    for (int i = 0; i < 1000; i++) {
      bomb.append("b%d: {<<: *a}\n".formatted(i));
    }

    assertThat(refused(bomb.toString()).reason())
        .isEqualTo("merge keys bring in more than 1000000 entries");
  }

  @Test
  void aliasesOfThemselvesAndOfNothingAreRefused() {
    assertThat(refused("a: &a\n  b: *a\n").at()).isEqualTo(new Position(2, 6));
    assertThat(refused("a: *b\n").reason())
        .isEqualTo("no finished anchor of the name 'b' stands before");
    assertThat(refused("a: &x 1\n---\nb: *x\n").at()).isEqualTo(new Position(3, 4));
  }

  @Test
  void sizeIsLimited() {
    assertThat(refused(new byte[YamlFile.MAX_BYTES + 1]).reason()).contains("larger than");
  }

  @Test
  void tabsSeparateButDoNotIndentBlocks() {
    assertThat(root(parse("a:\t\tb\t# c\n")).scalar("a").orElseThrow().value()).isEqualTo("b");
    assertThat(root(parse("{\n\t\"a\":\t\"b\\/c\"\n}")).scalar("a").orElseThrow().value())
        .isEqualTo("b/c");
    assertThat(refused("a:\n\tb: c\n").at()).isEqualTo(new Position(2, 1));
    assertThat(refused("a: {b: [\t}\n").at().line()).isEqualTo(1);
  }

  @Test
  void jsonEscapesAreRead() {
    YamlFile file = parse("{\"a\": \"\\ud83d\\udea2\\u0041\", \"b\": \"x\\\\/y\\/z\"}");

    assertThat(root(file).scalar("a").orElseThrow().value()).isEqualTo("🚢A");
    assertThat(root(file).scalar("b").orElseThrow().value()).isEqualTo("x\\/y/z");
  }

  @Test
  void aliasesCannotLeadDeeperThanNesting() {
    StringBuilder text = new StringBuilder("- &a0 [x]\n");
    for (int i = 1; i < 99; i++) {
      text.append("- &a" + i + " [*a" + (i - 1) + "]\n");
    }
    assertThat(YamlFile.read(text.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(YamlFile.Parsed.class);

    YamlFile.Refused refused = refused(text + "- &a99 [*a98]\n");
    assertThat(refused.at()).isEqualTo(new Position(1, 1));
    assertThat(refused.reason()).contains("nested deeper than 100 levels, through its aliases");
  }

  @Test
  void tenThousandDocumentsBehindDots() {
    String text = "a: 1\n...\n".repeat(10_000) + "\n".repeat(10_000);

    YamlFile.Reading reading = YamlFile.read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(((YamlFile.Parsed) reading).file().documents()).hasSize(10_000);
  }
}
