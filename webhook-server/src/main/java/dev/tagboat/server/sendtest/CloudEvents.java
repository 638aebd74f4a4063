package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** CloudEvents 1.0 over HTTP. */
final class CloudEvents {
  static final String STRUCTURED = "application/cloudevents+json";

  private CloudEvents() {}

  /** All of it in the body. */
  static ObjectNode envelope(Occasion occasion, String source, String type, JsonNode data) {
    return Json.object(
        "specversion",
        "1.0",
        "id",
        occasion.id(),
        "source",
        source,
        "type",
        type,
        "datacontenttype",
        Written.JSON,
        "time",
        occasion.at().toString(),
        "data",
        data);
  }

  /** The data is the body, all else in headers. */
  static Written binary(Occasion occasion, String source, String type, JsonNode data) {
    return Written.json(data)
        .with("Ce-Specversion", "1.0")
        .with("Ce-Id", occasion.id())
        .with("Ce-Source", source)
        .with("Ce-Type", type)
        .with("Ce-Time", occasion.at().toString());
  }
}
