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
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * GraphQL with variables, for what REST cannot do (github-api pastes values into the document
 * without escaping them). A document is a constant; whatever comes from outside is a variable.
 */
final class GraphQl {
  private final Rest rest;
  private final HttpUrl url;
  private final ObjectMapper mapper = new ObjectMapper();

  GraphQl(Rest rest, URI url) {
    this.rest = rest;
    this.url = HttpUrl.get(url.toString());
  }

  /**
   * @param tried what is tried, to follow "Tried to"
   * @return the {@code data} of the answer
   * @throws Fault when GitHub reports any error, even beside data
   */
  JsonNode query(String tried, String document, Map<String, ?> variables) {
    ObjectNode body = mapper.createObjectNode();
    body.put("query", document);
    body.set("variables", mapper.valueToTree(variables));
    JsonNode answer = Calls.run(tried, "pull requests: write", () -> rest.send("POST", url, body));
    JsonNode error = answer.path("errors").path(0);
    if (!error.isMissingNode()) {
      throw fault(tried, error);
    }
    if (!answer.path("data").isObject()) {
      throw new TransientFault("Tried to " + tried + ", but GitHub's answer holds no data.");
    }
    return answer.path("data");
  }

  private static Fault fault(String tried, JsonNode error) {
    String sentence =
        "Tried to "
            + tried
            + ", but GitHub refuses: "
            + Printable.quote(error.path("message").asText("no reason given"))
            + ".";
    // GraphQL reports limits and internal failures with status 200.
    return switch (error.path("type").asText()) {
      case "RATE_LIMITED", "RATE_LIMIT" -> new TransientFault(sentence, Duration.ofSeconds(60));
      case "INTERNAL", "SERVICE_UNAVAILABLE" -> new TransientFault(sentence);
      default -> new UserFault(sentence);
    };
  }
}
