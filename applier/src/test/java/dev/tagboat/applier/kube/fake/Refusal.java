package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer of kind {@code Status}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient JsonNode body;

  Refusal(int code, String reason, String message) {
    this(code, status(code, reason, message));
  }

  Refusal(int code, JsonNode body) {
    super(body.path("message").asText());
    this.code = code;
    this.body = body;
  }

  static ObjectNode status(int code, String reason, String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("apiVersion", "v1").put("kind", "Status").put("status", "Failure");
    return status.put("message", message).put("reason", reason).put("code", code);
  }

  int code() {
    return code;
  }

  JsonNode body() {
    return body;
  }
}
