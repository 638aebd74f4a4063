package dev.tagboat.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Writes answers. */
final class Answers {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private Answers() {}

  /** The body of every error. */
  record ErrorJson(String error) {}

  static void json(Context ctx, int status, Object value) {
    ctx.status(status).contentType("application/json").result(bytes(value));
  }

  static void error(Context ctx, int status, String sentence) {
    json(ctx, status, new ErrorJson(sentence));
  }

  static byte[] bytes(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }
}
