package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageEvidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceJsonTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    ImageEvidence missing = new ImageEvidence.Missing("the registry answered 500");

    assertThat(EvidenceJson.read(EvidenceJson.write(Evidences.whole())))
        .isEqualTo(Evidences.whole());
    assertThat(EvidenceJson.read(EvidenceJson.write(missing))).isEqualTo(missing);
  }

  @Test
  void anEmptyPartIsNotShown() {
    assertThat(EvidenceJson.write(new ImageEvidence.Missing("why")))
        .isEqualTo("{\"missing\":\"why\"}");
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() {
    String later = EvidenceJson.write(Evidences.whole()).replaceFirst("\\{", "{\"later\":[1],");

    assertThat(EvidenceJson.read(later)).isEqualTo(Evidences.whole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{}", "{\"digest\":\"sha256:0\"}", "{\"digest\":7}"})
  void whatCannotBeReadIsMissing(String text) {
    assertThat(EvidenceJson.read(text))
        .isInstanceOfSatisfying(
            ImageEvidence.Missing.class,
            missing -> assertThat(missing.reason()).contains("cannot be read"));
  }
}
