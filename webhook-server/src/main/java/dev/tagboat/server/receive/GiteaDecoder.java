package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The package webhooks of Gitea and Forgejo: no digest, no media type. */
final class GiteaDecoder implements JsonDecoder {
  private static final Set<String> PUSHES = Set.of("created", "updated");

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    // Both send GitHub's header, too.
    String kind =
        Stream.of("x-gitea-event", "x-forgejo-event", "x-github-event")
            .map(event::header)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("package");
    if (!kind.equals("package")) {
      out.ignored("", "not about a package but " + Printable.quote(kind));
    } else {
      one(body, body.path("package"), out);
    }
  }

  private static void one(JsonNode body, JsonNode pack, Findings out) throws Json.Malformed {
    String name = Json.required(pack, "name");
    String type = Json.required(pack, "type");
    String action = Json.required(body, "action");
    if (!type.equals("container")) {
      out.ignored(name, "a package of type " + Printable.quote(type) + ", not an image");
    } else if (!PUSHES.contains(action)) {
      out.routine(name, "not a push but " + Printable.quote(action));
    } else {
      String owner = Json.required(pack.path("owner"), "login").toLowerCase(Locale.ROOT);
      out.push(owner + "/" + name, claim(body, pack));
    }
  }

  private static Claim claim(JsonNode body, JsonNode pack) throws Json.Malformed {
    String creator = Json.label(pack.path("creator"), "login");
    return new Claim(
        Json.optional(pack, "version"),
        null,
        null,
        Json.time(pack, "created_at"),
        creator == null ? Json.label(body.path("sender"), "login") : creator);
  }
}
