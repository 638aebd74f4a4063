package dev.tagboat.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The input {@code images}: references divided by commas or lines; a JSON array of texts or of
 * objects with {@code image}, {@code tag} or {@code tags}, {@code digest}; or JSON as build steps
 * give it, {@code metadata} of docker/build-push-action and docker/bake-action and {@code json} of
 * docker/metadata-action.
 */
final class Images {
  private static final int MAX_TEXT = 1_000_000;
  private static final int MAX = 1000;

  private final @Nullable String digest;
  private final Set<String> found = new LinkedHashSet<>();

  private Images(@Nullable String digest) {
    this.digest = digest;
  }

  /**
   * @param digest of those that have none of their own; null when it is not known
   * @return each as {@code NAME:TAG[@DIGEST]}, at least one
   * @throws Stop when it cannot be understood
   */
  static List<String> of(String text, @Nullable String digest) {
    if (text.length() > MAX_TEXT) {
      throw new Stop("The input images is longer than a million characters.");
    }
    Images images = new Images(digest);
    String start = text.strip();
    if (start.startsWith("[") || start.startsWith("{")) {
      images.json(start);
    } else {
      for (String part : start.split("[,\\s]+", -1)) {
        images.add(part, null);
      }
    }
    if (images.found.isEmpty()) {
      throw new Stop("The input images names no image. Write it as ghcr.io/acme/app:1.4.2.");
    }
    if (images.found.size() > MAX) {
      throw new Stop("The input images names more than " + MAX + " images.");
    }
    return List.copyOf(images.found);
  }

  private void json(String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new Stop(
          "The input images begins as JSON but is none: line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ".",
          e);
    }
    if (root.isArray()) {
      root.forEach(this::item);
    } else if (!metadata(root)) {
      throw new Stop(
          "The input images is a JSON object without images. Give a list, the output metadata of"
              + " docker/build-push-action or docker/bake-action, or json of"
              + " docker/metadata-action.");
    }
  }

  private void item(JsonNode item) {
    if (item.isTextual()) {
      add(item.textValue(), null);
      return;
    }
    String image = item.path("image").asText("");
    String own = item.path("digest").textValue();
    if (image.isEmpty()) {
      throw new Stop("The input images has an entry that is neither a text nor has an \"image\".");
    }
    List<String> tags = new ArrayList<>();
    for (String key : List.of("tag", "tags")) {
      JsonNode tag = item.path(key);
      (tag.isArray() ? tag : List.of(tag)).forEach(one -> tag(one, tags));
    }
    if (tags.isEmpty()) {
      add(image, own);
    }
    tags.forEach(tag -> add(image + ":" + tag, own));
  }

  private static void tag(JsonNode tag, List<String> tags) {
    if (tag.isNumber()) {
      throw new Stop("A tag in the input images is a number: write \"1.10\" in quotes.");
    }
    if (tag.isTextual()) {
      tags.add(tag.textValue());
    }
  }

  private boolean metadata(JsonNode root) {
    if (root.path("image").isTextual()) {
      item(root);
      return true;
    }
    JsonNode names = root.path("image.name");
    if (names.isTextual()) {
      for (String name : names.textValue().split(",", -1)) {
        add(name, root.path("containerimage.digest").textValue());
      }
      return true;
    }
    if (root.path("tags").isArray()) {
      root.path("tags").forEach(tag -> add(tag.asText(), null));
      return true;
    }
    boolean any = false;
    for (Map.Entry<String, JsonNode> target : root.properties()) {
      // Of a bake file: one object for each of its targets.
      any |= target.getValue().path("image.name").isTextual() && metadata(target.getValue());
    }
    return any;
  }

  private void add(String text, @Nullable String own) {
    String reference = text.strip();
    if (reference.isEmpty()) {
      return;
    }
    String known = own == null ? digest : own;
    String whole =
        known == null || known.isEmpty() || reference.contains("@")
            ? reference
            : reference + "@" + known;
    ImageReference parsed =
        ImageReference.parse(whole)
            .orElseThrow(
                () ->
                    new Stop(
                        "The input images has "
                            + Printable.quote(whole)
                            + ", which is no image reference. Write it as"
                            + " ghcr.io/acme/app:1.4.2."));
    if (parsed.tag() == null) {
      throw new Stop(
          "The input images has "
              + Printable.quote(whole)
              + ", which names no tag. Write it as ghcr.io/acme/app:1.4.2.");
    }
    found.add(parsed.toString());
  }
}
