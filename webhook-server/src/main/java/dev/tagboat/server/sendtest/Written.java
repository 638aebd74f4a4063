package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event, not yet signed.
 *
 * @param headers what the sender says of the body, in the order it says it
 * @param body to be sent in UTF-8
 */
public record Written(Map<String, String> headers, String body) {
  static final String JSON = "application/json";

  static Written json(JsonNode body) {
    return of(JSON, body);
  }

  static Written of(String contentType, JsonNode body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    return new Written(headers, Json.text(body));
  }

  Written with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Written(more, body);
  }
}
