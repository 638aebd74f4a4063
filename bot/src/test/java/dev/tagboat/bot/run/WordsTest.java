package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "image: acme/my-app:1, my-app, true",
    "image: acme/my-app:1, app, false",
    "'${IMAGE:-my-app:1}', my-app, true",
    "'${IMAGE-my-app:1}', my-app, true",
    "'${IMAGE-acme/app}', app, true",
    "'${IMAGE}', IMAGE, true",
    "'Acme/myApp:1', myapp, true",
    "'acme/myapp:1', myApp, true",
    "'{IMAGE-app}', app, false",
    "'{IMAGE-app}', IMAGE-app, true",
  })
  void aWordIsAComponentOfAName(String text, String word, boolean held) {
    Words words = Words.in(text.getBytes(StandardCharsets.UTF_8));

    assertThat(words.holdAny(new int[] {Words.hash(word)})).isEqualTo(held);
  }
}
