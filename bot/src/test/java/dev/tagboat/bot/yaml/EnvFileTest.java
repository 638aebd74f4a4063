package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.yaml.EnvFile.Reading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {
  private static EnvFile parse(String text) {
    return ((EnvFile.Parsed) EnvFile.read(text.getBytes(StandardCharsets.UTF_8))).file();
  }

  /** The documentation's own examples, and what Compose's reader takes beside them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "A=1.2~ 1.2~ EXPANDED",
        "A=\"1.2\"~ 1.2~ EXPANDED",
        "A='1.2'~ 1.2~ LITERAL",
        "A: 1.2~ 1.2~ EXPANDED",
        "  export\tA = 1.2  ~ 1.2~ EXPANDED",
        "A=1.2 # comment~ 1.2~ EXPANDED",
        "A=1.2# none~ 1.2# none~ OPAQUE",
        "A=\"1.2 # none\"~ 1.2 # none~ EXPANDED",
        "A='1.2' # comment~ 1.2~ LITERAL",
        "A='$B'~ $B~ LITERAL",
        "A=${B}-x~ ${B}-x~ EXPANDED",
        "A='Let\\'s go!'~ Let\\'s go!~ OPAQUE",
        "A=\"a\\tb\"~ a\\tb~ OPAQUE",
        "A=a'b~ a'b~ OPAQUE",
        "A='1' 2~ 1~ OPAQUE",
        "A=\"1.2~ 1.2~ OPAQUE",
        "A=~ ``~ EXPANDED",
      })
  void valuesAreReadAsComposeReadsThem(String line, String value, Reading reading) {
    EnvFile file = parse("# A=0\n" + line);

    EnvFile.Entry entry = file.entries().get(0);
    assertThat(file.entries()).hasSize(1);
    assertThat(entry.name()).isEqualTo("A");
    assertThat(entry.value()).isEqualTo(value);
    assertThat(entry.reading()).isEqualTo(reading);
    assertThat(file.text().substring(entry.start())).startsWith(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "=1", "a b=1", "# A=1", "", " ", "export", "é=1", "A+=1"})
  void otherLinesArePassedOver(String line) {
    assertThat(parse(line + "\nB=2\n").entries())
        .extracting(EnvFile.Entry::name)
        .containsExactly("B");
  }

  @Test
  void aValueOverSeveralLinesIsOneValue() {
    assertThat(parse("A='1\nB=2\n'\r\nC=3\r\n").entries())
        .containsExactly(
            new EnvFile.Entry("A", "1\nB=2\n", 3, Reading.OPAQUE),
            new EnvFile.Entry("C", "3", 14, Reading.EXPANDED));
  }

  @Test
  void whatIsNoTextIsRefusedWithItsPlace() {
    assertThat(EnvFile.read(new byte[] {'A', '=', '\n', (byte) 0xFF}))
        .isEqualTo(new EnvFile.Refused(new Position(2, 1), "this byte is not UTF-8"));
    assertThat(EnvFile.read(new byte[YamlFile.MAX_BYTES + 1])).isInstanceOf(EnvFile.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    ".env, true",
    "a/.env, true",
    "a/.env.prod, true",
    "prod.env, true",
    "env, false",
    ".environment, false",
    ".env/a, false",
  })
  void filesAreKnownByTheirNames(String path, boolean env) {
    assertThat(EnvFile.isNamed(path)).isEqualTo(env);
  }
}
