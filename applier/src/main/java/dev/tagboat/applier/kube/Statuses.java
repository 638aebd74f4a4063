package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.drift.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  // A webhook may give whatever it likes as a reason or a field, such as the value.
  private static final Set<String> REASONS =
      Set.of(
          "Unauthorized",
          "Forbidden",
          "NotFound",
          "AlreadyExists",
          "Conflict",
          "Gone",
          "Invalid",
          "ServerTimeout",
          "Timeout",
          "TooManyRequests",
          "BadRequest",
          "MethodNotAllowed",
          "NotAcceptable",
          "RequestEntityTooLarge",
          "UnsupportedMediaType",
          "InternalError",
          "Expired",
          "ServiceUnavailable");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:data|stringData)(?:[.\\[][-\\w.\\]]{1,253})?|type|immutable|metadata(?:\\.[a-zA-Z]{1,30})?");

  // Who refused, as the server itself words it, without what a webhook says.
  private static final Pattern REFUSER =
      Pattern.compile(
          "^admission webhook \"[a-z0-9.-]{1,253}\" denied the request"
              + "|^secrets (?:\"[^\"]{1,253}\" )?is forbidden: (?=User )User \"[\\w:.@/-]{1,253}\""
              + " cannot [a-z]{1,20} resource \"secrets\"");
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
        Secrets.isSecret(sent)
            ? hidden(response.status(), status)
            : Secrets.without(sent, shown(message, status)),
        conflicts(status));
  }

  /** What the server warns of when it takes an object. */
  static List<String> warnings(Http.Response response, JsonNode sent) {
    return Secrets.isSecret(sent)
        ? response.warnings().stream()
            .map(one -> "the API server warns of something that could quote the Secret")
            .distinct()
            .toList()
        : response.warnings().stream().map(one -> Secrets.without(sent, one)).toList();
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
    text.append(REASONS.contains(reason) ? " " + reason : "").append(")");
    Matcher refuser = REFUSER.matcher(status.path("message").asText());
    if (refuser.find()) {
      text.append(": ").append(refuser.group());
      return text.toString();
    }
    for (JsonNode cause : status.path("details").path("causes")) {
      Matcher field = FIELD.matcher(cause.path("field").asText());
      text.append(field.matches() ? " " + field.group() : "");
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
