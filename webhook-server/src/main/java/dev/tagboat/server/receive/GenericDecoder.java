package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.Hook;
import java.util.List;
import java.util.Optional;

/**
 * Tagboat's own form, one push a request: {@code image} and {@code tag}, and if known {@code
 * digest}, {@code mediaType}, {@code pushedAt} (RFC 3339), {@code pusher}. The image may be given
 * with or without the registry that the hook is configured for.
 */
final class GenericDecoder implements Decoder {

  @Override
  public List<Decoded> decode(EventHeaders headers, byte[] body, Hook hook) {
    try {
      return List.of(event(Json.object(body), hook));
    } catch (Json.Malformed e) {
      return List.of(new Decoded.Unreadable(e.reason()));
    }
  }

  private static Decoded event(JsonNode node, Hook hook) {
    String image = Json.text(node, "image");
    String tag = Json.text(node, "tag");
    String digest = Json.text(node, "digest");
    if (image == null) {
      return new Decoded.Unreadable("'image' is missing or not a string");
    }
    if (tag == null && (digest == null || node.has("tag"))) {
      return new Decoded.Unreadable("'tag' is missing or not a string (write it in quotes)");
    }
    if (tag != null && tag.isBlank()) {
      return new Decoded.Unreadable("'tag' is empty; perhaps a variable was not set");
    }
    Optional<ImageName> name = name(image, hook.registry());
    if (name.isEmpty()) {
      return new Decoded.Unreadable("not a valid image name: " + Printable.quote(image));
    }
    return new EventReader(
            tag,
            digest,
            Json.label(node, "mediaType"),
            Json.time(node, "pushedAt"),
            Json.label(node, "pusher"))
        .push(hook, name.get());
  }

  private static Optional<ImageName> name(String image, String registry) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
    return hosted || ImageName.normaliseHost(first).equals(registry)
        ? ImageName.of(first, image.substring(slash + 1))
        : ImageName.of(registry, image);
  }
}
