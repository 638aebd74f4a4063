package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Google Artifact Registry's messages of the topic {@code gcr}, pushed by Pub/Sub: wrapped, with
 * the message as Base64, or unwrapped. One topic tells of all registries of a project, so the host
 * in the reference must be the hook's.
 */
final class GarDecoder implements JsonDecoder {

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = CloudEvent.is(event.body()) ? event.body().path("data") : event.body();
    JsonNode message = body.path("message");
    if (!message.isObject()) {
      one(body, null, out);
      return;
    }
    JsonNode data = CloudEvent.decoded("'message.data'", Json.required(message, "data"));
    String time = message.has("publishTime") ? "publishTime" : "publish_time";
    one(data, Json.time(message, time), out);
  }

  private static void one(JsonNode data, @Nullable Instant at, Findings out) throws Json.Malformed {
    String action = Json.required(data, "action");
    String tagged = Json.optional(data, "tag");
    String digested = Json.optional(data, "digest");
    if (!action.equals("INSERT")) {
      out.routine(tagged == null ? "" : tagged, "not a push but " + Printable.quote(action));
    } else if (tagged == null || tagged.isEmpty()) {
      if (digested == null) {
        throw new Json.Malformed("an event without 'tag' and 'digest'");
      }
      out.routine(digested, "a manifest without a tag");
    } else {
      pushed(WrittenImage.of(tagged), digested, at, out);
    }
  }

  private static void pushed(
      WrittenImage image, @Nullable String digested, @Nullable Instant at, Findings out)
      throws Json.Malformed {
    WrittenImage other = digested == null ? image : WrittenImage.of(digested);
    if (!other.name().equals(image.name())) {
      throw new Json.Malformed("'tag' and 'digest' are of two images");
    }
    if (image.tag() == null || image.digest() != null || image.host().isEmpty()) {
      throw new Json.Malformed("'tag' is not a reference HOST/NAME:TAG");
    }
    out.pushNamed(image.name(), new Claim(image.tag(), other.digest(), null, at, null));
  }
}
