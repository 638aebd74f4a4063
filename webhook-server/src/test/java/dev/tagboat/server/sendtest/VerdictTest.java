package dev.tagboat.server.sendtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "202 | {\"accepted\":1} | true | asks the hook's registry",
        "202 | {\"accepted\":0,\"duplicate\":1} | true | knows this push already",
        "202 | {\"accepted\":0,\"ignored\":1} | false | left out",
        "202 | {\"accepted\":0,\"unreadable\":1} | false | is the hook of type generic?",
        "202 | no JSON | false | left out",
        "400 | {\"error\":\"no tag\"} | false | cannot read the event: \"no tag\"",
        "401 | {} | false | or not in this way (hmac-sha256)",
        "404 | {} | false | no such hook",
        "405 | {} | false | no such hook",
        "413 | {} | false | larger",
        "429 | {} | false | too many",
        "503 | {\"error\":\"later\"} | false | \"later\"",
        "301 | '' | false | do not follow",
        "502 | <html>nginx | false | Is it a proxy",
      })
  void anAnswerMeans(int status, String body, boolean accepted, String sentence) {
    Verdict verdict = Verdict.of(Parcels.generic(Parcels.SECRET), new Post.Answer(status, body));

    assertThat(verdict.accepted()).isEqualTo(accepted);
    assertThat(verdict.sentence()).contains(sentence);
  }

  @Test
  void withoutASecretOneIsAskedFor() {
    assertThat(Verdict.of(Parcels.generic(null), new Post.Answer(401, "{}")).sentence())
        .contains("--secret-env");
  }

  @Test
  void whatAStrangerAnswersIsMadeHarmless() {
    Verdict verdict =
        Verdict.of(Parcels.generic(null), new Post.Answer(500, "\u001b[2J" + "x".repeat(9_000)));

    assertThat(verdict.sentence()).contains("\\u001b[2J").hasSizeLessThan(400);
  }
}
