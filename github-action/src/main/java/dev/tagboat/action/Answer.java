package dev.tagboat.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code tagboat propose --output=json} said, one object for each image. */
record Answer(List<JsonNode> rows) {
  Answer {
    rows = List.copyOf(rows);
  }

  /**
   * @param text empty when it ended before it had an answer
   */
  static Answer parse(String text) {
    if (text.isBlank()) {
      return new Answer(List.of());
    }
    try {
      List<JsonNode> rows = new ArrayList<>();
      new ObjectMapper().readTree(text).forEach(rows::add);
      return new Answer(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("propose does not answer in JSON", e);
    }
  }

  /** One for each pull request: images that share one have the same. */
  List<JsonNode> requests() {
    Map<String, JsonNode> byBranch = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      if (row.path("branch").isTextual()) {
        byBranch.merge(row.path("branch").asText(), row, Answer::telling);
      }
    }
    return List.copyOf(byBranch.values());
  }

  private static JsonNode telling(JsonNode one, JsonNode other) {
    return one.path("action").asText().equals("unchanged") ? other : one;
  }

  /** Those that are in no pull request. */
  List<JsonNode> skipped() {
    return rows.stream().filter(row -> !row.path("branch").isTextual()).toList();
  }

  /** Those that should be in one. */
  List<JsonNode> failed() {
    return rows.stream().filter(row -> row.path("outcome").asText().equals("failed")).toList();
  }

  /** Every place that changes, each once. */
  List<Place> places() {
    return requests().stream()
        .flatMap(request -> elements(request.path("evidence")).stream())
        .flatMap(
            version ->
                elements(version.path("places")).stream().map(place -> Place.of(version, place)))
        .distinct()
        .toList();
  }

  static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  /** One place that changes. */
  record Place(String image, String from, String to, String digest, String file, int line) {
    static Place of(JsonNode version, JsonNode place) {
      return new Place(
          version.path("image").asText(),
          place.path("from").asText(""),
          version.path("tag").asText(),
          version.path("digest").asText(""),
          place.path("file").asText(),
          place.path("line").asInt());
    }
  }
}
