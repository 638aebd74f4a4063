package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds every answer to {@code openapi.json}. */
final class Contract {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document;

  Contract() {
    try {
      document = MAPPER.readTree(StaticHandler.read("openapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code GET /path} of all operations. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return operations;
  }

  JsonNode document() {
    return document;
  }

  void check(String method, String path, HttpResponse<String> response) {
    JsonNode declared = response(method, path, response.statusCode());
    String type = response.headers().firstValue("Content-Type").orElse("");
    String bare = type.split(";", 2)[0];
    JsonNode content = declared.path("content");
    assertThat(content.has(bare)).as("%s %s answers with %s", method, path, type).isTrue();
    declared
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> assertThat(response.headers().map()).containsKey(name));
    if (bare.equals("application/json")) {
      validate(content.path(bare).path("schema"), response.body());
    }
  }

  private JsonNode response(String method, String path, int status) {
    for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
      String pattern = entry.getKey().replaceAll("\\{[a-z]+\\}", "[^/]+");
      if (Pattern.matches(pattern, path)) {
        JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
        if (operation.isObject()) {
          JsonNode declared = operation.path("responses").path(Integer.toString(status));
          assertThat(declared.isObject())
              .as("%s %s answers %d, which is not described", method, path, status)
              .isTrue();
          return declared;
        }
      }
    }
    // No such path or method: described in the introduction.
    assertThat(status).isIn(404, 405);
    return document
        .path("paths")
        .path("/api/v1/pushes/{id}")
        .path("get")
        .path("responses")
        .path("404");
  }

  private void validate(JsonNode schema, String body) {
    ObjectNode root = MAPPER.createObjectNode();
    root.setAll((ObjectNode) schema);
    root.set("components", document.path("components"));
    try {
      assertThat(SCHEMAS.getSchema(root, STRICT).validate(MAPPER.readTree(body))).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
