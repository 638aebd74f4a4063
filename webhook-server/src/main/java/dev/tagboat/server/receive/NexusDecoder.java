package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sonatype Nexus Repository's webhooks on components. They say neither host nor digest, and those
 * of a proxy repository, which tell of pulls, look like all others: name the hosted ones as {@code
 * repo-keys}.
 */
final class NexusDecoder implements JsonDecoder {
  private static final String COMPONENT = "rm:repository:component";
  private static final String ASSET = "rm:repository:asset";
  private static final Set<String> PUSHES = Set.of("CREATED", "UPDATED");

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    String kind = event.header("x-nexus-webhook-id");
    boolean asset = kind.isEmpty() ? body.has("asset") : kind.equalsIgnoreCase(ASSET);
    if (asset) {
      String name = Json.text(body.path("asset"), "name");
      out.routine(name == null ? "" : name, "a file; its image is an event of its own");
    } else if (!kind.isEmpty() && !kind.equalsIgnoreCase(COMPONENT)) {
      out.ignored(kind, "not about a component");
    } else {
      component(body, body.path("component"), out);
    }
  }

  private static void component(JsonNode body, JsonNode component, Findings out)
      throws Json.Malformed {
    String name = Json.required(component, "name");
    String format = Json.required(component, "format");
    String action = Json.required(body, "action");
    String key = Json.required(body, "repositoryName");
    if (!format.equals("docker")) {
      out.ignored(name, "of the format " + Printable.quote(format) + ", not docker");
    } else if (!PUSHES.contains(action)) {
      out.routine(name, "not a push but " + Printable.quote(action));
    } else if (!out.hook().mapping().hasRepo(key)) {
      out.ignored(
          name, "of the repository " + Printable.quote(key) + ", which is not among 'repo-keys'");
    } else {
      out.push(
          key,
          name,
          new Claim(
              Json.optional(component, "version"),
              null,
              null,
              Json.time(body, "timestamp"),
              initiator(body)));
    }
  }

  // "user/address".
  private static @Nullable String initiator(JsonNode body) {
    String initiator = Json.label(body, "initiator");
    int slash = initiator == null ? -1 : initiator.indexOf('/');
    return initiator == null || slash < 0 ? initiator : initiator.substring(0, slash);
  }
}
