package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * GitHub's webhooks on packages.
 *
 * @param event {@code package} as repositories and organisations send it, {@code registry_package}
 *     as Apps do; also the key in the body
 */
record GhcrWriter(String event) implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    Images.require(occasion, "ghcr.io", "ghcr");
    ObjectNode owner = Json.object("login", occasion.namespace(), "id", 1, "type", "Organization");
    ObjectNode content =
        Json.object(
            "id",
            1,
            "name",
            occasion.shortName(),
            "namespace",
            occasion.namespace(),
            "ecosystem",
            "CONTAINER",
            "package_type",
            "CONTAINER",
            "created_at",
            occasion.at().toString(),
            "updated_at",
            occasion.at().toString(),
            "owner",
            owner,
            "package_version",
            version(occasion));
    return Written.json(Json.object("action", "published", event, content, "sender", owner))
        .with("User-Agent", "GitHub-Hookshot/tagboat")
        .with("X-GitHub-Event", event)
        .with("X-GitHub-Delivery", occasion.id())
        .with("X-GitHub-Hook-ID", "1");
  }

  private static ObjectNode version(Occasion occasion) {
    String digest = occasion.digest().toString();
    ObjectNode manifest =
        Json.object(
            "digest",
            digest,
            "media_type",
            SampleManifest.MEDIA_TYPE,
            "size",
            524,
            "config",
            Json.object("digest", "", "media_type", "", "size", 0));
    return Json.object(
        "id",
        1,
        "version",
        digest,
        "name",
        digest,
        "container_metadata",
        Json.object(
            "tag",
            Json.object("name", occasion.tag().toString(), "digest", digest),
            "labels",
            Json.object("all_labels", Json.object()),
            "manifest",
            manifest),
        "package_url",
        occasion.image() + ":" + occasion.tag());
  }
}
