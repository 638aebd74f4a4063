package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer other than success, in the form GitHub gives it. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String sentence;
  private final transient @Nullable ObjectNode detail;

  ApiError(int status, String message) {
    this(status, message, null);
  }

  private ApiError(int status, String message, @Nullable ObjectNode detail) {
    super(message);
    this.status = status;
    this.sentence = message;
    this.detail = detail;
  }

  static ApiError notFound() {
    return new ApiError(404, "Not Found");
  }

  /** 403 about something of the repository that whoever asks may not make. */
  static ApiError unauthorized(String sentence, String field) {
    return new ApiError(
        403,
        sentence,
        Json.object()
            .put("resource", "Repository")
            .put("field", field)
            .put("code", "unauthorized"));
  }

  /** 422 with a sentence, as GitHub words rules that are not about one field. */
  static ApiError custom(String resource, String sentence) {
    return new ApiError(
        422,
        "Validation Failed",
        Json.object().put("resource", resource).put("code", "custom").put("message", sentence));
  }

  /**
   * 422 about one field.
   *
   * @param code {@code missing_field}, {@code invalid} or {@code already_exists}
   */
  static ApiError field(String resource, String field, String code) {
    return new ApiError(
        422,
        "Validation Failed",
        Json.object().put("resource", resource).put("field", field).put("code", code));
  }

  int status() {
    return status;
  }

  String sentence() {
    return sentence;
  }

  Answer answer() {
    ObjectNode body = Json.object().put("message", sentence);
    if (detail != null) {
      body.putArray("errors").add(detail);
    }
    body.put("documentation_url", "https://docs.github.com/rest");
    return Answer.json(status, body.put("status", Integer.toString(status)));
  }
}
