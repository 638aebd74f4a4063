package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A request as it came. Its body is read once, for all who ask for what is in it. */
public final class Received {
  private final EventHeaders headers;
  private final byte[] body;
  private @Nullable JsonNode json;
  private Json.@Nullable Malformed failure;

  /**
   * @param headers what the request said of its body
   * @param body at most 2 MiB, otherwise anything at all; belongs to this object from now on
   */
  public Received(EventHeaders headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  EventHeaders headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** The body, or what the form in it holds, which must be JSON. */
  JsonNode json() throws Json.Malformed {
    if (failure != null) {
      throw failure;
    }
    if (json == null) {
      json = read();
    }
    return json;
  }

  private JsonNode read() throws Json.Malformed {
    try {
      return Json.read(Form.json(headers, body));
    } catch (Json.Malformed e) {
      failure = e;
      throw e;
    }
  }
}
