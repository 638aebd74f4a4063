package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.util.stream.Stream;

/**
 * CDEvents {@code artifact.published} and {@code artifact.packaged} of images, as CloudEvents or
 * bare. The subject's id is a package URL: {@code
 * pkg:oci/NAME@DIGEST?repository_url=HOST/PATH&tag=TAG}.
 */
final class CdEventsDecoder implements JsonDecoder {
  private static final String ARTIFACT = "dev.cdevents.artifact.";

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    boolean bare = event.body().has("context") && event.header("ce-type").isEmpty();
    if (bare) {
      one(event.body(), out);
    } else {
      CloudEvent.each(event, out, one -> one(one.data(), out));
    }
  }

  private static void one(JsonNode event, Findings out) throws Json.Malformed {
    JsonNode subject = event.path("subject");
    String type = Json.required(event.path("context"), "type");
    String id = Json.required(subject, "id");
    if (!isPush(type)) {
      out.routine(id, "not the publication of an artifact but " + Printable.quote(type));
      return;
    }
    PackageUrl purl = PackageUrl.parse(id);
    if (!purl.type().equals("oci")) {
      out.ignored(id, "a package of type " + Printable.quote(purl.type()) + ", not an image");
      return;
    }
    out.pushNamed(
        purl.image(),
        new Claim(
            purl.qualifiers().get("tag"),
            purl.version(),
            null,
            Json.time(event.path("context"), "timestamp"),
            Json.label(subject.path("content"), "user")));
  }

  // The type ends with its version: "dev.cdevents.artifact.published.0.2.0".
  private static boolean isPush(String type) {
    return Stream.of("published", "packaged")
        .map(ARTIFACT::concat)
        .anyMatch(push -> type.equals(push) || type.startsWith(push + "."));
  }
}
