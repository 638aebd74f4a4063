package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** zot: a CloudEvent in binary mode, with the manifest in it; no host. */
final class ZotWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    ObjectNode data =
        Json.object(
            "name",
            occasion.name(),
            "reference",
            occasion.tag().toString(),
            "digest",
            occasion.digest().toString(),
            "mediaType",
            SampleManifest.MEDIA_TYPE);
    if (occasion.given() == null) {
      // Of a digest that was given, the manifest is not known, and another would not fit it.
      data.put("manifest", SampleManifest.of(occasion.image(), occasion.tag()).text());
    }
    data.set("request", Json.object("method", "PUT", "useragent", "tagboat-send-test"));
    return CloudEvents.binary(occasion, "zotregistry.dev", "zotregistry.image.updated", data)
        .with("User-Agent", "Go-http-client/1.1");
  }
}
