package dev.tagboat.bot.forge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlimDescriptionTest {
  private static final String FULL =
      """
      {"info": {"version": "1", "license": {"name": "MIT"}},
       "paths": {
        "/a": {"get": {"operationId": "a", "summary": "prose",
          "responses": {"200": {"$ref": "#/components/responses/ok"}}}},
        "/b": {"get": {"operationId": "b", "responses": {}}}},
       "components": {
        "responses": {"ok": {"description": "prose", "content": {"application/json":
          {"schema": {"$ref": "#/components/schemas/thing"}, "examples": {}}}}},
        "schemas": {
          "thing": {"description": "prose", "x-note": 1, "properties":
            {"description": {"type": "string", "example": "e"},
             "next": {"$ref": "#/components/schemas/thing"}}},
          "other": {"type": "string"}}}}
      """;

  @Test
  void keepsWhatIsReachedAndDropsOnlyProse() throws IOException {
    JsonNode slim = new ObjectMapper().readTree(slim("GET /a"));

    assertThat(slim.path("paths").fieldNames()).toIterable().containsExactly("/a");
    assertThat(slim.at("/components/schemas").toString())
        .isEqualTo(
            "{\"thing\":{\"properties\":{\"description\":{\"type\":\"string\"},"
                + "\"next\":{\"$ref\":\"#/components/schemas/thing\"}}}}");
    assertThat(
            slim.at("/paths/~1a/get/responses/200/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/thing");
    assertThat(slim.toString()).doesNotContain("prose", "x-note", "examples");
  }

  @Test
  void namesAnOperationThatIsGone() {
    assertThatThrownBy(() -> slim("GET /c")).hasMessageContaining("GET /c");
  }

  private static String slim(String operation) throws IOException {
    return new SlimDescription(new ObjectMapper().readTree(FULL)).slim(List.of(operation));
  }
}
