package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Harbor's webhooks, in its default and in its CloudEvents format. Also what is built on Harbor,
 * such as Huawei's SWR.
 */
final class HarborDecoder implements JsonDecoder {
  private static final Set<String> PUSHES =
      Set.of("PUSH_ARTIFACT", "pushImage", "harbor.artifact.pushed");

  /** Who pushes what somebody has pulled through a project that is a proxy. */
  private static final String PROXY = "harbor#proxy-cache-service";

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    if (body.isArray() || !event.header("ce-type").isEmpty() || CloudEvent.is(body)) {
      CloudEvent.each(
          event, out, one -> one(one.type(), one.data(), one.envelope(), one.at(), out));
    } else {
      one(
          Json.required(body, "type"),
          body.path("event_data"),
          body,
          Json.time(body, "occur_at"),
          out);
    }
  }

  private static void one(
      String type, JsonNode data, JsonNode envelope, @Nullable Instant at, Findings out)
      throws Json.Malformed {
    JsonNode repository = data.path("repository");
    if (!PUSHES.contains(type)) {
      String path = Json.text(repository, "repo_full_name");
      out.routine(path == null ? "" : path, "not a push but " + Printable.quote(type));
      return;
    }
    String path = path(repository);
    String operator = Json.label(envelope, "operator");
    if (PROXY.equals(operator)) {
      out.ignored(path, "filled by somebody's pull through a proxy project, not a push");
      return;
    }
    if (!data.path("resources").isArray() || data.path("resources").isEmpty()) {
      throw new Json.Malformed("an event without a list 'resources'");
    }
    out.each(
        data.path("resources"),
        resource -> {
          if (!resource.isObject()) {
            throw new Json.Malformed("a resource that is not an object");
          }
          out.push(
              path,
              new Claim(
                  Json.optional(resource, "tag"),
                  Json.optional(resource, "digest"),
                  null,
                  at,
                  operator));
        });
  }

  private static String path(JsonNode repository) throws Json.Malformed {
    String full = Json.text(repository, "repo_full_name");
    return full == null
        ? Json.required(repository, "namespace") + "/" + Json.required(repository, "name")
        : full;
  }
}
