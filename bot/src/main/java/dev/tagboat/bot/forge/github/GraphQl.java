package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * GraphQL with variables, for what REST cannot do, or only in many requests (github-api pastes
 * values into the document without escaping them). A document is made of constants and numbers;
 * whatever comes from outside is a variable.
 */
final class GraphQl {
  private final Rest rest;
  private final HttpUrl url;
  private final ObjectMapper mapper = new ObjectMapper();

  GraphQl(Rest rest, URI url) {
    this.rest = rest;
    this.url = HttpUrl.get(url.toString());
  }

  /** What went wrong of a document, the rest of which is answered. */
  record Problem(List<String> path, String type, String message) {
    static Problem of(JsonNode error) {
      List<String> path = new ArrayList<>();
      error.path("path").forEach(step -> path.add(step.asText()));
      return new Problem(
          path, error.path("type").asText(), error.path("message").asText("no reason given"));
    }

    /** Whether the server is older than a field that was asked for. */
    boolean isOfAge() {
      return message.contains("doesn't exist on type");
    }
  }

  /**
   * An answer, which may be one in part.
   *
   * @param data missing where nothing was done
   */
  record Reply(JsonNode data, List<Problem> problems) {}

  /**
   * @param tried what is tried, to follow "Tried to"
   * @return the {@code data} of the answer
   * @throws Fault when GitHub reports any error, even beside data
   */
  JsonNode query(String tried, String document, Map<String, ?> variables) {
    Reply reply = reply(tried, document, variables);
    if (!reply.problems().isEmpty()) {
      throw fault(tried, reply.problems().get(0));
    }
    if (!reply.data().isObject()) {
      throw new TransientFault("Tried to " + tried + ", but GitHub's answer holds no data.");
    }
    return reply.data();
  }

  /**
   * The same, with whatever could be answered.
   *
   * @throws TransientFault when GitHub limits us or is in trouble
   */
  Reply reply(String tried, String document, Map<String, ?> variables) {
    ObjectNode body = mapper.createObjectNode();
    body.put("query", document);
    body.set("variables", mapper.valueToTree(variables));
    boolean asks = !document.startsWith("mutation");
    JsonNode answer =
        Calls.run(
            tried,
            "pull requests: write",
            () -> asks ? rest.ask(url, body) : rest.send("POST", url, body));
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : answer.path("errors")) {
      Problem problem = Problem.of(error);
      if (fault(tried, problem) instanceof TransientFault passing) {
        throw passing;
      }
      problems.add(problem);
    }
    return new Reply(answer.path("data"), List.copyOf(problems));
  }

  private static Fault fault(String tried, Problem problem) {
    String sentence =
        "Tried to " + tried + ", but GitHub refuses: " + Printable.quote(problem.message()) + ".";
    // GraphQL reports limits and internal failures with status 200.
    return switch (problem.type()) {
      case "RATE_LIMITED", "RATE_LIMIT" -> new TransientFault(sentence, Duration.ofSeconds(60));
      case "INTERNAL", "SERVICE_UNAVAILABLE" -> new TransientFault(sentence);
      default -> new UserFault(sentence);
    };
  }
}
