package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.Hook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CNCF Distribution's notifications, of 2.x and 3.x alike: {@code {"events":[…]}}. Events are
 * unrelated to one another: one that is bad does not lose the others.
 */
final class DistributionDecoder implements Decoder {
  private static final int MAX_EVENTS = 100;

  @Override
  public List<Decoded> decode(EventHeaders headers, byte[] body, Hook hook) {
    JsonNode events;
    try {
      events = Json.object(body).path("events");
    } catch (Json.Malformed e) {
      return List.of(new Decoded.Unreadable(e.reason()));
    }
    if (!events.isArray()) {
      return List.of(new Decoded.Unreadable("the body has no list 'events'"));
    }
    List<Decoded> decoded = new ArrayList<>();
    for (int i = 0; i < Math.min(events.size(), MAX_EVENTS); i++) {
      decoded.add(event(events.get(i), hook));
    }
    int rest = events.size() - decoded.size();
    if (rest > 0) {
      decoded.add(
          new Decoded.Ignored(
              rest + " events", "more than " + MAX_EVENTS + " events in one request", rest, false));
    }
    return decoded.isEmpty()
        ? List.of(new Decoded.Unreadable("the list 'events' is empty"))
        : List.copyOf(decoded);
  }

  private static Decoded event(JsonNode event, Hook hook) {
    JsonNode target = event.path("target");
    String path = Json.text(target, "repository");
    String action = Json.text(event, "action");
    if (path == null || action == null) {
      return new Decoded.Unreadable("an event without target.repository or action");
    }
    String subject = Printable.quote(path);
    if (!action.equals("push")) {
      return Decoded.routine(subject, "not a push but " + Printable.quote(action));
    }
    String mediaType = Json.label(target, "mediaType");
    if (mediaType == null || !MediaTypes.isManifest(mediaType)) {
      return Decoded.routine(subject, "a blob, not a manifest");
    }
    String foreign = foreign(target.path("references"));
    if (!foreign.isEmpty()) {
      // Without a tag it is a part of an image, such as a builder's provenance.
      return Json.text(target, "tag") == null
          ? Decoded.routine(subject, foreign)
          : Decoded.ignored(subject, foreign);
    }
    return new EventReader(
            Json.text(target, "tag"),
            Json.text(target, "digest"),
            mediaType,
            Json.time(event, "timestamp"),
            pusher(event))
        .push(hook, path);
  }

  private static @Nullable String pusher(JsonNode event) {
    return Json.label(event.path("actor"), "name");
  }

  // References are only sent when the registry is configured to. An image can hold an attestation
  // among its children, so it is one only when there is nothing else.
  private static String foreign(JsonNode references) {
    String first = "";
    for (JsonNode reference : references) {
      String mediaType = Json.text(reference, "mediaType");
      String foreign = mediaType == null ? "" : MediaTypes.foreign(mediaType);
      boolean attestation =
          reference.path("annotations").path("vnd.docker.reference.type").isTextual();
      if (foreign.isEmpty() && !attestation) {
        if (isImagePart(mediaType)) {
          return "";
        }
      } else if (first.isEmpty()) {
        first = foreign.isEmpty() ? "a signature or attestation, not an image" : foreign;
      }
    }
    return first;
  }

  private static boolean isImagePart(@Nullable String mediaType) {
    return mediaType != null
        && (MediaTypes.isManifest(mediaType)
            || mediaType.equals("application/vnd.oci.image.config.v1+json")
            || mediaType.equals("application/vnd.docker.container.image.v1+json"));
  }
}
