package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Docker Hub's webhooks: one tag a request, no digest. Its {@code callback_url} is never called.
 */
final class DockerHubDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode repository = event.body().path("repository");
    JsonNode push = event.body().path("push_data");
    String path = path(repository);
    String mediaType = Json.label(push, "media_type");
    String foreign = mediaType == null ? "" : MediaTypes.foreignConfig(mediaType);
    if (!push.isObject()) {
      throw new Json.Malformed("an event without 'push_data'");
    } else if (!foreign.isEmpty()) {
      out.ignored(path, foreign);
    } else {
      out.push(
          path,
          new Claim(
              Json.optional(push, "tag"),
              null,
              mediaType,
              Json.time(push, "pushed_at"),
              Json.label(push, "pusher")));
    }
  }

  private static String path(JsonNode repository) throws Json.Malformed {
    String namespace = Json.text(repository, "namespace");
    String name = Json.text(repository, "name");
    String path = Json.text(repository, "repo_name");
    String parts = namespace == null || name == null ? null : namespace + "/" + name;
    if (path == null && parts == null) {
      throw new Json.Malformed("an event without 'repository.repo_name'");
    }
    // Official images are written without their namespace, too.
    boolean same = path == null || parts == null || parts.equals(path) || path.equals(name);
    if (!same) {
      throw new Json.Malformed("'repo_name' is not what 'namespace' and 'name' make");
    }
    return parts == null ? String.valueOf(path) : parts;
  }
}
