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

  // Only the path of the field: what stands after it may be the value.
  private static final Pattern UNTYPED =
      Pattern.compile(
          "typed patch object: (\\.[-\\w./]{1,300}):"
              + " (field not declared in schema|expected (?:string|map|list|boolean|numeric)\\b)");
  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_CAUSE = 300;

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
        Secrets.isSecret(sent) ? hidden(response.status(), status) : shown(message, status),
        conflicts(status));
  }

  // A refused Job is quoted as a whole, with what is wrong after it.
  private static String shown(String message, JsonNode status) {
    JsonNode details = status.path("details");
    if (message.length() <= MAX_MESSAGE || details.path("causes").isEmpty()) {
      return printable(message);
    }
    StringBuilder text = new StringBuilder(details.path("kind").asText());
    text.append(" \"").append(details.path("name").asText()).append("\" is refused");
    String mark = ": ";
    for (JsonNode cause : details.path("causes")) {
      text.append(mark).append(cause.path("field").asText()).append(": ");
      text.append(ends(cause.path("message").asText()));
      mark = "; ";
    }
    return printable(text.toString());
  }

  private static String ends(String text) {
    return text.length() <= MAX_CAUSE
        ? text
        : text.substring(0, MAX_CAUSE / 2) + " … " + text.substring(text.length() - MAX_CAUSE / 2);
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
    Matcher untyped = UNTYPED.matcher(status.path("message").asText());
    if (untyped.find()) {
      text.append(" ").append(untyped.group(1)).append(": ").append(untyped.group(2));
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
