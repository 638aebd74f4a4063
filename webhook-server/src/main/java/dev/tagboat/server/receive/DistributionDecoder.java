package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;

/**
 * CNCF Distribution's notifications, of 2.x and 3.x alike, also as GitLab's registry sends them:
 * {@code {"events":[…]}}. Events are unrelated to one another.
 */
final class DistributionDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode events = event.body().path("events");
    if (!events.isArray()) {
      throw new Json.Malformed("the body has no list 'events'");
    }
    out.each(events, one -> one(one, out));
  }

  private static void one(JsonNode event, Findings out) throws Json.Malformed {
    JsonNode target = event.path("target");
    String path = Json.required(target, "repository");
    String action = Json.required(event, "action");
    if (!action.equals("push")) {
      out.routine(path, "not a push but " + Printable.quote(action));
      return;
    }
    String tag = Json.text(target, "tag");
    boolean untagged = tag == null || tag.isEmpty();
    String mediaType = Json.label(target, "mediaType");
    if (mediaType == null ? untagged : untagged && !MediaTypes.isManifest(mediaType)) {
      out.routine(path, "a blob, not a manifest");
      return;
    }
    // Only manifests have tags, so one that says no more is a manifest, too.
    String foreign =
        mediaType == null || MediaTypes.isManifest(mediaType)
            ? foreign(target.path("references"))
            : MediaTypes.foreignConfig(mediaType);
    if (foreign.isEmpty()) {
      out.push(path, claim(event, target));
    } else if (untagged) {
      // Without a tag it is a part of an image, such as a builder's provenance.
      out.routine(path, foreign);
    } else {
      out.ignored(path + ":" + tag, foreign);
    }
  }

  /** Of an event that has a target, as Azure's registry sends it too. */
  static Claim claim(JsonNode event, JsonNode target) throws Json.Malformed {
    return new Claim(
        Json.optional(target, "tag"),
        Json.optional(target, "digest"),
        Json.label(target, "mediaType"),
        Json.time(event, "timestamp"),
        Json.label(event.path("actor"), "name"));
  }

  // References are only sent when the registry is configured to. An image can hold an attestation
  // among its children, and a signature has the config of an image: each is only that when there
  // is nothing else.
  private static String foreign(JsonNode references) {
    String first = "";
    boolean config = false;
    boolean layer = false;
    for (JsonNode reference : references) {
      String mediaType = Json.text(reference, "mediaType");
      String foreign = mediaType == null ? "" : MediaTypes.foreign(mediaType);
      boolean attestation =
          reference.path("annotations").path("vnd.docker.reference.type").isTextual();
      if (!foreign.isEmpty() || attestation) {
        first = first.isEmpty() ? (foreign.isEmpty() ? MediaTypes.SIGNATURE : foreign) : first;
      } else if (mediaType != null && MediaTypes.isManifest(mediaType)) {
        return "";
      } else if (mediaType != null && MediaTypes.isImageConfig(mediaType)) {
        config = true;
      } else {
        layer = true;
      }
    }
    return config && (layer || !first.equals(MediaTypes.SIGNATURE)) ? "" : first;
  }
}
