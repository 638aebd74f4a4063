package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tagboat's own form, made for curl: {@code {"image": "NAME:TAG"}}, or the tag as {@code tag} or
 * several as {@code tags}, and if known {@code digest}, {@code mediaType}, {@code pushedAt} (RFC
 * 3339) and {@code pusher}. Several images are {@code images}, a list of names or of such objects.
 * A name may be given with or without the registry that the hook is configured for.
 */
final class GenericDecoder implements JsonDecoder {
  private static final String SHELL = " is empty; perhaps a variable was not set";

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    if (out.hook().mapping().fields() != null) {
      new FieldsReader(out.hook().mapping().fields(), out).read(body);
      return;
    }
    if (!body.isObject()) {
      throw new Json.Malformed("the body is not a JSON object");
    }
    if (!body.has("images")) {
      one(body, Json.text(body, "image"), out);
      return;
    }
    if (body.has("image") || !body.path("images").isArray()) {
      throw new Json.Malformed("write either 'image', a string, or 'images', a list");
    }
    out.each(
        body.path("images"),
        image ->
            one(
                image.isObject() ? image : body,
                image.isObject() ? Json.text(image, "image") : image.textValue(),
                out));
  }

  private static void one(JsonNode about, @Nullable String image, Findings out)
      throws Json.Malformed {
    if (image == null) {
      throw new Json.Malformed("'image' is missing or not a string");
    }
    WrittenImage written = WrittenImage.of(image);
    String digest = about.has("digest") ? Json.optional(about, "digest") : written.digest();
    List<String> tags = tags(about, written, digest);
    if (tags.isEmpty()) {
      out.pushNamed(written.name(), claim(about, "", digest));
    }
    for (String tag : tags) {
      out.pushNamed(written.name(), claim(about, tag, digest));
    }
  }

  /** Empty when only a digest is told of. */
  private static List<String> tags(JsonNode about, WrittenImage written, @Nullable String digest)
      throws Json.Malformed {
    List<String> tags = Texts.of(about.path(about.has("tags") ? "tags" : "tag"));
    String inImage = written.tag();
    boolean said = about.has("tags") || about.has("tag");
    if (said && tags.isEmpty()) {
      throw new Json.Malformed("'tag' is missing or not a string (write it in quotes)");
    }
    if (tags.stream().anyMatch(String::isBlank)) {
      throw new Json.Malformed("'tag'" + SHELL);
    }
    if (inImage == null) {
      if (!said && digest == null) {
        throw new Json.Malformed("'tag' is missing or not a string (write it in quotes)");
      }
      return tags;
    }
    if (inImage.isBlank()) {
      throw new Json.Malformed("the tag in 'image'" + SHELL);
    }
    if (said && !tags.equals(List.of(inImage))) {
      throw new Json.Malformed("the tag in 'image' is another than 'tag'");
    }
    return List.of(inImage);
  }

  private static Claim claim(JsonNode about, String tag, @Nullable String digest) {
    return new Claim(
        tag,
        digest,
        Json.label(about, "mediaType"),
        Json.time(about, "pushedAt"),
        Json.label(about, "pusher"));
  }
}
