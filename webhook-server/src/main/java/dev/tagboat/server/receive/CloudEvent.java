package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent 1.0 over HTTP, in whichever mode it came: binary (attributes in {@code ce-}headers,
 * the body is the data), structured (one JSON object) or a batch (a list of them).
 *
 * @param envelope where the attributes stand; in binary mode the data
 */
record CloudEvent(String type, JsonNode data, JsonNode envelope, @Nullable Instant at) {

  /** Reads one. */
  @FunctionalInterface
  interface Reading {
    void read(CloudEvent event) throws Json.Malformed;
  }

  static boolean is(JsonNode body) {
    return Json.text(body, "specversion") != null && Json.text(body, "type") != null;
  }

  /** Reads the event, or all of a batch. */
  static void each(Event event, Findings out, Reading reading) throws Json.Malformed {
    if (event.body().isArray()) {
      out.each(event.body(), one -> reading.read(structured(one)));
    } else {
      reading.read(of(event));
    }
  }

  private static CloudEvent of(Event event) throws Json.Malformed {
    String type = event.header("ce-type");
    return type.isEmpty()
        ? structured(event.body())
        : new CloudEvent(type, event.body(), event.body(), Json.time(event.header("ce-time")));
  }

  private static CloudEvent structured(JsonNode body) throws Json.Malformed {
    return new CloudEvent(Json.required(body, "type"), data(body), body, Json.time(body, "time"));
  }

  private static JsonNode data(JsonNode body) throws Json.Malformed {
    String encoded = Json.text(body, "data_base64");
    if (encoded != null) {
      return decoded("'data_base64'", encoded);
    }
    String text = Json.text(body, "data");
    return text == null ? body.path("data") : Json.read("'data'", text);
  }

  /** The JSON in {@code base64}, standard alphabet. */
  static JsonNode decoded(String what, String base64) throws Json.Malformed {
    try {
      return Json.read(what, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new Json.Malformed(what + " is not Base64");
    }
  }
}
