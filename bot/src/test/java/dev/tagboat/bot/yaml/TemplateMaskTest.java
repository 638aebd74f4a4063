package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMaskTest {
  private static String masked(String text) {
    return TemplateMask.of(text).replace('\uE001', 'x');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a: {{ b }}|a:_xxxxxxx",
        "a: {{- b -}}c|a:_xxxxxxxxxc",
        "a: \"{{ b }}:1\"|a:_\"xxxxxxx:1\"",
        "{{ a }}: b|xxxxxxx:_b",
        "{{ if a }}|__________",
        "  {{- if a }} {{ b -}} |_______________________",
        "{% if a %}|__________",
        "{{ if a }} # why {{ not }}|___________#_why_{{_not_}}",
        "a: 1 # {{ why }}|a:_1_#_xxxxxxxxx",
        // Nothing closes it, or something else does.
        "a: {{ b|a:_{{_b",
        "a: {{ b %}|a:_{{_b_%}",
        "a: '{{' }|a:_'{{'_}",
        // Another one starts in between: then the first was none.
        "a: '{{' # {{ b }}|a:_'{{'_#_xxxxxxx",
        // Quotes hide what would end it, but only where they are closed on their line.
        "a: {{ \"}}\" }}|a:_xxxxxxxxxx",
        "a: {{ b '}} c|a:_xxxxxxxx_c",
        "a: {{ `{{ b }}` }}|a:_xxxxxxxxxxxxxxx",
        // Comments hide everything.
        "{{/* don't {{ x }} */}}|_______________________",
        "{{- /* {{ \" */ -}} a|xxxxxxxxxxxxxxxxxx_a",
        "{{/* a }} b|xxxxxxxxx_b",
        "{{}}|____",
        "}} {{|}}_{{",
        "a: {{{{ b }}|a:_{xxxxxxxx",
      })
  void hidesActionsAndNothingElse(String text, String expected) {
    assertThat(masked(text).replace(' ', '_')).isEqualTo(expected);
  }

  @Test
  void linesKeepTheirEndsWhateverAnActionSpans() {
    assertThat(masked("{{ a\r\n  b }}\r\nc: {{ d\n }} # e\n"))
        .isEqualTo("    \r\n      \r\nc: xxxx\nxxx # e\n");
    assertThat(masked("a: |\n  {{ b }}\n  c\n")).isEqualTo("a: |\n  #      \n  c\n");
    assertThat(masked("a: >- # x\n{{ b }}\n\n  c\n")).isEqualTo("a: >- # x\n  #    \n\n  c\n");
    assertThat(masked("a: |\n  b\n{{ c }}\n  d\n")).isEqualTo("a: |\n  b\n       \n  d\n");
  }

  @Test
  void neverChangesTheLengthOrALineEndOrWhatIsOutside() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] words = {
      "{{", "}}", "{%", "%}", "/*", "*/", "-", "\"", "'", "`", "\n", "\r\n", "a: b", " ", "#", "\\"
    };
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      String masked = TemplateMask.of(text.toString());
      assertThat(masked).as("seed %d: %s", seed, text).hasSameSizeAs(text.toString());
      for (int i = 0; i < text.length(); i++) {
        char was = text.charAt(i);
        char is = masked.charAt(i);
        boolean kept = is == was;
        boolean hidden = (is == ' ' || is == '\uE001') && !Chars.isBreak(was);
        assertThat(kept || hidden).as("seed %d: %s at %d", seed, text, i).isTrue();
      }
      if (!text.toString().contains("}}") && !text.toString().contains("%}")) {
        assertThat(masked).as("seed %d", seed).isEqualTo(text.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{{/*|}}", "{%|}}", "{{ \\\"|}}", "{{ ' \" `|}}", "{{|}}", "{{/* */|}}"})
  void takesTimeThatGrowsWithTheText(String repeated, String last) {
    String text = repeated.repeat(400_000) + last;

    // Were it quadratic, this would take minutes.
    assertThat(TemplateMask.of(text)).hasSameSizeAs(text);
  }
}
