package dev.tagboat.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HandsTest {
  private static final Change REPLICAS = new Change("/spec/replicas", "4", "2");

  private static JsonNode object(String... entries) {
    try {
      return new ObjectMapper()
          .readTree("{\"metadata\":{\"managedFields\":[" + String.join(",", entries) + "]}}");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String entry(String manager, String operation, String time, String fields) {
    return "{\"manager\":\"%s\",\"operation\":\"%s\",\"time\":\"%s\",\"fieldsV1\":%s}"
        .formatted(manager, operation, time, fields);
  }

  @Test
  void whoOwnsAValueThatDiffersChangedIt() {
    JsonNode live =
        object(
            entry("tagboat", "Apply", "2026-01-02T01:00:00Z", "{\"f:spec\":{\"f:paused\":{}}}"),
            entry(
                "kubectl-edit",
                "Update",
                "2026-01-02T02:00:00Z",
                "{\"f:spec\":{\"f:replicas\":{}}}"),
            entry("helm", "Update", "2026-01-02T03:00:00Z", "{\"f:data\":{\"f:x\":{}}}"));

    assertThat(Hands.of(live, List.of(REPLICAS)))
        .isEqualTo(
            new Hands(List.of("kubectl-edit"), Optional.of(Instant.parse("2026-01-02T02:00:00Z"))));
  }

  @Test
  void itemsOfListsAndEscapedKeysAreFound() {
    String image =
        "{\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"web\\\"}\":{\"f:image\":{}}}}}";
    String note = "{\"f:metadata\":{\"f:annotations\":{\"f:acme.io/note\":{}}}}";
    JsonNode live = object(entry("a", "Update", "soon", image), entry("b", "Update", "soon", note));

    assertThat(Hands.of(live, List.of(new Change("/spec/containers[name=web]/image", "1", "2"))))
        .isEqualTo(new Hands(List.of("a"), Optional.empty()));
    assertThat(Hands.of(live, List.of(new Change("/metadata/annotations/acme.io~1note", "1", ""))))
        .isEqualTo(new Hands(List.of("b"), Optional.empty()));
    assertThat(Hands.of(live, List.of(new Change("/spec/containers[name=we]/image", "1", "2"))))
        .isEqualTo(Hands.UNKNOWN);
  }

  // As kubectl scale and autoscalers do it.
  @Test
  void whoScaledIsKnown() {
    String scale =
        entry("kubectl", "Update", "2026-01-02T02:00:00Z", "{\"f:spec\":{\"f:replicas\":{}}}");
    JsonNode live = object(scale.replace("{\"manager\"", "{\"subresource\":\"scale\",\"manager\""));

    assertThat(Hands.of(live, List.of(REPLICAS)))
        .isEqualTo(
            new Hands(List.of("kubectl"), Optional.of(Instant.parse("2026-01-02T02:00:00Z"))));
  }

  @Test
  void whoTookAValueAwayIsNotKnown() {
    JsonNode live =
        object(entry("x", "Update", "2026-01-02T02:00:00Z", "{\"f:spec\":{\"f:other\":{}}}"));

    assertThat(Hands.of(live, List.of(REPLICAS))).isEqualTo(Hands.UNKNOWN);
  }
}
