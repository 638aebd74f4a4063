package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GitHub's webhooks {@code package} and {@code registry_package}: one event for each manifest. */
final class GhcrDecoder implements JsonDecoder {
  private static final Set<String> PACKAGES = Set.of("package", "registry_package");
  private static final Set<String> PUSHES = Set.of("published", "updated", "create", "created");
  private static final Set<String> CONTAINERS = Set.of("container", "docker");

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    String type = type(event);
    if (type.equals("ping")) {
      out.ignored(label(body.path("repository"), "full_name"), "a ping: the webhook works");
    } else if (!PACKAGES.contains(type)) {
      out.ignored("", "not about a package but " + Printable.quote(type));
    } else if (!body.path(type).isObject()) {
      throw new Json.Malformed("an event without '" + type + "'");
    } else {
      one(body, body.path(type), out);
    }
  }

  private static String type(Event event) throws Json.Malformed {
    String header = event.header("x-github-event");
    if (!header.isEmpty()) {
      return header;
    }
    if (event.body().has("zen")) {
      return "ping";
    }
    return PACKAGES.stream()
        .filter(event.body()::has)
        .findFirst()
        .orElseThrow(() -> new Json.Malformed("an event without 'package'"));
  }

  private static void one(JsonNode body, JsonNode pack, Findings out) throws Json.Malformed {
    String name = Json.required(pack, "name");
    String action = Json.required(body, "action");
    String foreign = foreign(pack);
    if (!PUSHES.contains(action)) {
      out.routine(name, "not a push but " + Printable.quote(action));
    } else if (!foreign.isEmpty()) {
      out.ignored(name, foreign);
    } else {
      WrittenImage written = written(pack, out.hook().registry());
      out.push(written == null ? path(pack) : small(written.path()), claim(body, pack, written));
    }
  }

  private static String foreign(JsonNode pack) {
    String type = label(pack, "package_type");
    String ecosystem = label(pack, "ecosystem");
    if (Stream.of(type, ecosystem).noneMatch(t -> CONTAINERS.contains(small(t)))) {
      return "a package of type " + Printable.quote(type) + ", not an image";
    }
    return MediaTypes.foreignConfig(label(manifest(pack).path("config"), "media_type"));
  }

  private static JsonNode manifest(JsonNode pack) {
    return pack.path("package_version").path("container_metadata").path("manifest");
  }

  private static Claim claim(JsonNode body, JsonNode pack, @Nullable WrittenImage written)
      throws Json.Malformed {
    JsonNode version = pack.path("package_version");
    JsonNode told = version.path("container_metadata").path("tag");
    String inUrl = written == null ? null : written.tag();
    String tag = told.isObject() ? Json.optional(told, "name") : inUrl;
    // GitHub has been seen to tell of another tag than the one pushed; the registry knows.
    boolean doubtful = inUrl != null && !inUrl.isEmpty() && !inUrl.equals(tag);
    String digest = Json.optional(manifest(pack), "digest");
    return new Claim(
        tag,
        doubtful ? null : digest == null ? Json.optional(version, "version") : digest,
        Json.label(manifest(pack), "media_type"),
        Json.time(pack, "updated_at"),
        Json.label(body.path("sender"), "login"));
  }

  /** The image as GitHub tells people to pull it; null when that is of another registry. */
  private static @Nullable WrittenImage written(JsonNode pack, String registry) {
    String url = Json.text(pack.path("package_version"), "package_url");
    WrittenImage written = url == null ? null : WrittenImage.of(url);
    return written != null && ImageName.normaliseHost(written.host()).equals(registry)
        ? written
        : null;
  }

  private static String path(JsonNode pack) throws Json.Malformed {
    String namespace = Json.text(pack, "namespace");
    return small(
        (namespace == null ? Json.required(pack.path("owner"), "login") : namespace)
            + "/"
            + Json.required(pack, "name"));
  }

  private static String label(JsonNode node, String key) {
    String label = Json.label(node, key);
    return label == null ? "" : label;
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
