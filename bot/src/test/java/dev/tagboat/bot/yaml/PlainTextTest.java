package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  private static final long SEED = Long.getLong("tagboat.seed", 20261125L);

  /** Plain scalars and what a Kubernetes API server (1.20 and 1.36 alike) made of them, as JSON. */
  static Stream<String[]> scalarsAsTheApiServerReadsThem() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PlainTextTest.class.getResourceAsStream("/yaml/api-server-scalars.tsv"))) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return table.lines().map(line -> line.split("\t", 2)).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scalarsAsTheApiServerReadsThem")
  void neverLeavesBareWhatTheApiServerReadsAsAnythingElse(String scalar, String json) {
    boolean string = json.startsWith("\"") && !scalar.startsWith("\"");

    assertThat(string || !staysPlain(scalar)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "0755",
        "1e3",
        "1E3",
        "1e+3",
        "true",
        "True",
        "12.10",
        "1_000",
        "12:30",
        "12:30:45",
        "0x1F",
        "0o17",
        "0b11",
        "0B1",
        ".5",
        "5.",
        "null",
        "NULL",
        "~",
        "",
        "y",
        "Y",
        "n",
        "yes",
        "No",
        "on",
        "OFF",
        "2024-01-02",
        "2024-1-2",
        "2024-01-02T03:04:05Z",
        "2024-01-02 03:04:05",
        "=",
        "<<",
        ".inf",
        "-.INF",
        ".NaN",
        "+1",
        "-1",
        "08",
        "1_0.5",
        "190:20:30.15",
        "64e12345",
        "+1.5",
        "-1.5e3",
        "1e3_",
        "1e_3",
        "1_e3",
        "1E+_3",
        "0_x1F",
        "0x_1F",
        "0_b1",
        "0_b11",
        "0_o7",
        "0_o17",
        "-0_x1F",
        "+1_000",
        "1_000_",
        "1_._5",
        "0b-1",
        "0o-7",
        "1:30_"
      })
  void quotesWhatAnySchemaReadsAsNoString(String text) {
    assertThat(PlainText.isString(text)).isFalse();
  }

  /** Go's YAML takes out underscores before it parses a number, wherever they stand. */
  @Test
  void quotesNumbersWithUnderscoresAnywhereButAtTheStart() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String number = number(random);
      StringBuilder text = new StringBuilder(number);
      for (int more = random.nextInt(4); more >= 0; more--) {
        text.insert(1 + random.nextInt(text.length()), '_');
      }
      assertThat(PlainText.isString(number)).as("%s of seed %d", number, SEED).isFalse();
      assertThat(PlainText.isString(text.toString())).as("%s of seed %d", text, SEED).isFalse();
      assertThat(PlainText.isString(text + "z")).as("%sz of seed %d", text, SEED).isTrue();
    }
  }

  private static String number(Random random) {
    String digits = Integer.toString(random.nextInt(100_000));
    String unsigned =
        switch (random.nextInt(6)) {
          case 0 -> "0x" + Integer.toHexString(random.nextInt(100_000));
          case 1 -> "0o" + Integer.toOctalString(random.nextInt(100_000));
          case 2 -> "0b" + Integer.toBinaryString(random.nextInt(100));
          case 3 -> digits + "." + random.nextInt(100);
          case 4 -> digits + (random.nextBoolean() ? "e" : "E+") + random.nextInt(100);
          default -> digits;
        };
    return (random.nextInt(4) == 0 ? "-" : "") + unsigned;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "v1.10",
        "1.10-alpine",
        "latest",
        "1.2.3-rc.1",
        "2024-01-02T03-04-05",
        "0a1b2c3",
        "1.25.3-alpine3.18",
        "nginx:1.10",
        "host:5000/a/b:1.10",
        "20240101-1",
        "none",
        "yess",
        "0xyz",
        "0b12",
        "1e",
        "1-2",
        "_1",
        "_1_000",
        "1_a",
        "1_2_3-rc",
        "0_x1G",
        "1.2_3.4",
        "sha256:abc",
        "docker.io/library/nginx:1.25@sha256:abc",
        "--image=docker.io/library/nginx:1.25",
        "-image=nginx:1.25"
      })
  void leavesStringsBare(String text) {
    assertThat(staysPlain(text)).isTrue();
    assertThat(PlainText.fits(text, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " a", "a ", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">", "'a", "\"a", "%a",
        "@a", "`a", "{a", "[a", "]a", ",a", "- a", "-", "-:", "? a", "---", "---a", "...", "a\nb",
        "a\tb", "\u0000", "\uFEFFa", "\u2028"
      })
  void quotesWhatTheGrammarDoesNotTake(String text) {
    assertThat(PlainText.fits(text, false)).isFalse();
  }

  @Test
  void flowStyleTakesLess() {
    for (String text : new String[] {"a,b", "a]b", "a}b", "a[b", "a{b", "a:\"b\""}) {
      assertThat(PlainText.fits(text, true)).as(text).isFalse();
      assertThat(PlainText.fits(text, false)).as(text).isTrue();
    }
  }

  private static boolean staysPlain(String text) {
    return PlainText.isString(text) && PlainText.fits(text, false);
  }
}
