package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.Mapping;
import java.util.Locale;

/**
 * JFrog Artifactory's webhooks of the domain {@code docker}. Unless a prefix is configured, the
 * repository's key stands before the image (the repository path method), except where the host
 * already holds it (the sub-domain method).
 */
final class JfrogDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    String domain = Json.required(body, "domain");
    String type = Json.required(body, "event_type");
    JsonNode data = body.path("data");
    if (!domain.equals("docker")) {
      // A push also makes one of "artifact" for each layer.
      out.routine(domain, "an event of the domain " + Printable.quote(domain) + ", not docker");
      return;
    }
    String image = name(data);
    String key = Json.required(data, "repo_key");
    String ignored = ignored(type, key, data, out.hook().mapping());
    if (type.equals("deleted")) {
      out.routine(image, ignored);
    } else if (!ignored.isEmpty()) {
      out.ignored(image, ignored);
    } else {
      out.push(key, prefixed(key, path(data), out), claim(data));
    }
  }

  private static String ignored(String type, String key, JsonNode data, Mapping mapping) {
    if (!type.equals("pushed")) {
      return "not a push but " + Printable.quote(type);
    }
    if (key.equals("sample_repo") && "sample_checksum".equals(Json.text(data, "sha256"))) {
      return "a test of the webhook";
    }
    if (!mapping.hasRepo(key)) {
      return "of the repository " + Printable.quote(key) + ", which is not among 'repo-keys'";
    }
    if (mapping.repoKeys().isEmpty() && key.endsWith("-cache")) {
      return "filled by somebody's pull through a remote repository, not a push";
    }
    String kind = Json.label(data, "image_type");
    return kind != null && kind.toLowerCase(Locale.ROOT).equals("helmoci") ? MediaTypes.CHART : "";
  }

  private static String prefixed(String key, String image, Findings out) {
    String host = out.hook().registry();
    String first = host.substring(0, Math.max(0, host.indexOf('.')));
    boolean inHost = first.equals(key) || first.endsWith("-" + key);
    return out.hook().mapping().prefix() != null || inHost ? image : key + "/" + image;
  }

  private static String name(JsonNode data) {
    String name = Json.text(data, "image_name");
    return name == null ? "" : name;
  }

  /** {@code path} without tag and file: {@code image_name} is often only its last part. */
  private static String path(JsonNode data) throws Json.Malformed {
    String path = Json.required(data, "path");
    String tag = Json.required(data, "tag");
    int file = path.lastIndexOf('/');
    int folder = file < 0 ? -1 : path.lastIndexOf('/', file - 1);
    if (folder >= 0) {
      String image = path.substring(0, folder);
      boolean tagged = path.substring(folder + 1, file).equals(tag) || Claim.isDigest(tag);
      if (tagged || ("/" + image).endsWith("/" + name(data))) {
        return image;
      }
    }
    throw new Json.Malformed("'path' is not IMAGE/TAG/FILE: " + Printable.quote(path));
  }

  private static Claim claim(JsonNode data) throws Json.Malformed {
    String hex = Json.optional(data, "sha256");
    return new Claim(
        Json.optional(data, "tag"),
        hex == null || hex.isEmpty() ? null : "sha256:" + hex,
        null,
        null,
        null);
  }
}
