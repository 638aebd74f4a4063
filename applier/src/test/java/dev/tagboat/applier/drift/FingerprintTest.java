package dev.tagboat.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.YamlReader;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static JsonNode map(String value, String other, String manager) {
    return YamlReader.single(
        "o",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          resourceVersion: "%s"
          managedFields:
            - { manager: tagboat, operation: Apply, fieldsV1: { "f:data": { "f:ours": {} } } }
            - { manager: %s, operation: Update, fieldsV1: { "f:data": { "f:other": {} } } }
        data: { ours: %s, other: %s }
        """
            .formatted(other, manager, value, other));
  }

  @Test
  void coversWhatWeOwnAndNotWhatControllersWriteBeside() {
    String print = Fingerprint.of(map("a", "x1", "controller"));

    assertThat(Fingerprint.of(map("a", "x2", "controller"))).isEqualTo(print);
    assertThat(Fingerprint.of(map("b", "x1", "controller"))).isNotEqualTo(print);
  }

  @Test
  void coversWhatWouldBeTakenOver() {
    assertThat(Fingerprint.of(map("a", "x1", "kubectl-edit")))
        .isNotEqualTo(Fingerprint.of(map("a", "x2", "kubectl-edit")));
  }

  private static JsonNode secret(int password) {
    return YamlReader.single(
        "s", "{apiVersion: v1, kind: Secret, stringData: {password: p" + password + "}}");
  }

  // Whoever reads the inventory must not be able to try passwords against it.
  @Test
  void keepsAlmostNothingOfASecret() {
    Set<String> prints = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      prints.add(Fingerprint.wanted(secret(i)));
    }

    assertThat(prints).hasSizeBetween(2, 4096);
    assertThat(Fingerprint.of(secret(1))).isEmpty();
  }
}
