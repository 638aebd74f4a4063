package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * CDEvents 0.4: an artifact, named by its package URL.
 *
 * @param predicate {@code published} or {@code packaged}
 * @param binary whether the attributes are in headers
 */
record CdEventsWriter(String predicate, boolean binary) implements EventWriter {
  private static final String SOURCE = "/tagboat/send-test";

  @Override
  public Written write(Occasion occasion) {
    String type = "dev.cdevents.artifact." + predicate + ".0.2.0";
    ObjectNode event = event(occasion, type);
    return binary
        ? CloudEvents.binary(occasion, SOURCE, type, event)
        : Written.of(CloudEvents.STRUCTURED, CloudEvents.envelope(occasion, SOURCE, type, event));
  }

  private ObjectNode event(Occasion occasion, String type) {
    return Json.object(
        "context",
        Json.object(
            "version",
            "0.4.1",
            "id",
            occasion.id(),
            "source",
            SOURCE,
            "type",
            type,
            "timestamp",
            occasion.at().toString()),
        "subject",
        Json.object(
            "id",
            packageUrl(occasion),
            "source",
            SOURCE,
            "type",
            "artifact",
            "content",
            predicate.equals("packaged")
                ? Json.object("change", Json.object("id", "1", "source", SOURCE))
                : Json.object()));
  }

  // https://github.com/package-url/purl-spec, type oci.
  private static String packageUrl(Occasion occasion) {
    return "pkg:oci/"
        + occasion.image().shortName()
        + "@"
        + occasion.digest().toString().replace(":", "%3A")
        + "?repository_url="
        + occasion.image().toString().replace(":", "%3A")
        + "&tag="
        + occasion.tag();
  }
}
