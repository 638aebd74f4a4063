package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.drift.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the API server's refusals, objects of kind {@code Status}. */
final class Statuses {
  private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");
  private static final int MAX_MESSAGE = 1000;

  private Statuses() {}

  /**
   * @param sent the object that was refused: the message may quote it, which must not be seen when
   *     it is a Secret
   */
  static Answer.Refused refused(Http.Response response, JsonNode sent) {
    JsonNode status = Json.lenient(response.body());
    String message = status.path("message").asText();
    if (message.isEmpty()) {
      message = new String(response.body(), StandardCharsets.UTF_8).strip();
    }
    return new Answer.Refused(
        response.status(),
        status.path("reason").asText(),
        Secrets.isSecret(sent) ? hidden(response.status(), status) : printable(message),
        conflicts(status));
  }

  // Errors of decoding quote the value; which field it was about is enough.
  private static String hidden(int code, JsonNode status) {
    StringBuilder text = new StringBuilder("the API server refused the Secret (" + code);
    String reason = status.path("reason").asText();
    text.append(reason.isEmpty() ? "" : " " + reason).append(")");
    for (JsonNode cause : status.path("details").path("causes")) {
      text.append(" ").append(printable(cause.path("field").asText()));
      if (cause.path("message").asText().contains("immutable")) {
        text.append(" is immutable");
      }
    }
    return text.toString();
  }

  private static List<Answer.Conflict> conflicts(JsonNode status) {
    List<Answer.Conflict> conflicts = new ArrayList<>();
    for (JsonNode cause : status.path("details").path("causes")) {
      Matcher manager = MANAGER.matcher(cause.path("message").asText());
      if (cause.path("reason").asText().equals("FieldManagerConflict") && manager.find()) {
        conflicts.add(new Answer.Conflict(manager.group(1), cause.path("field").asText()));
      }
    }
    return conflicts;
  }

  static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
  }
}
