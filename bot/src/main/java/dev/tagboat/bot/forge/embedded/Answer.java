package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the client. */
record Answer(int status, Map<String, String> headers, Content body) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        Content.of(Json.bytes(body)));
  }

  static Answer ok(JsonNode body) {
    return json(200, body);
  }

  static Answer created(JsonNode body) {
    return json(201, body);
  }

  // A Content-Type on 204 makes some proxies invent a body.
  static Answer noContent() {
    return new Answer(204, Map.of(), Content.NONE);
  }

  static Answer text(int status, String type, String body) {
    return new Answer(status, Map.of("Content-Type", type + "; charset=utf-8"), Content.of(body));
  }

  static Answer redirect(String location) {
    return new Answer(303, Map.of("Location", location), Content.NONE);
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
