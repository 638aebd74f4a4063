package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Printable;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * GitHub answered with 400 or more. Thrown by {@link ApiGate} through github-api, which would hide
 * status and sentence; caught inside this package, never leaves it.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String reason;
  private final @Nullable String permission;

  private Refusal(int status, String reason, @Nullable String permission) {
    super("GitHub answered " + status + ": " + reason, null, false, false);
    this.status = status;
    this.reason = reason;
    this.permission = permission;
  }

  static Refusal of(Response response, String body) {
    return new Refusal(
        response.code(), reason(body), response.header("X-Accepted-GitHub-Permissions"));
  }

  int status() {
    return status;
  }

  boolean says(String part) {
    return reason.contains(part);
  }

  /**
   * @param tried what was tried, to follow "Tried to"
   * @param need the permission that it takes, for when GitHub does not name it
   */
  Fault toFault(String tried, String need) {
    String what = "Tried to " + tried + ", but GitHub ";
    String said = " (" + status + ": " + Printable.quote(reason) + "). ";
    if (status == 408 || status >= 500) {
      return new TransientFault(what + "failed" + said + "It is tried again later.");
    }
    return new UserFault(what + verdict(said, permission == null ? need : permission));
  }

  private String verdict(String said, String need) {
    return switch (status) {
      case 401 ->
          "does not accept our credentials"
              + said
              + "Perhaps they expired or were revoked: make new ones.";
      case 403 ->
          "forbids it" + said + "The token needs " + Printable.quote(need) + " on this repository.";
      case 404 ->
          "does not find it"
              + said
              + "Check owner and name; a token that may not see the repository gets the same answer"
              + " (needed: "
              + Printable.quote(need)
              + ").";
      default -> "refuses" + said + "Trying again will not help: mend what it names.";
    };
  }

  private static String reason(String body) {
    JsonNode json = parsed(body);
    List<String> parts = new ArrayList<>();
    if (json.path("message").isTextual()) {
      parts.add(json.path("message").asText());
    }
    for (JsonNode error : json.path("errors")) {
      parts.add(detail(error));
    }
    return parts.isEmpty() ? "no reason given" : String.join("; ", parts);
  }

  private static String detail(JsonNode error) {
    if (error.isTextual()) {
      return error.asText();
    }
    if (error.path("message").isTextual()) {
      return error.path("message").asText();
    }
    return (error.path("resource").asText() + " " + error.path("field").asText()).strip()
        + ": "
        + error.path("code").asText();
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException e) {
      // A proxy in between answers in HTML: the status has to do.
      return MissingNode.getInstance();
    }
  }
}
