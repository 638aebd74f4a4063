package dev.tagboat.server.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the values stand in the events of a sender that has no type of its own, as JSON Pointers
 * (RFC 6901).
 *
 * @param list of the events of one request, empty when it is the request itself; null when a
 *     request is one event. The other pointers start from an event.
 * @param image a name, perhaps with a tag, or a list of them; empty when that is the event itself
 * @param tag a tag, or a list of them; null when it stands in the image
 * @param digest null when events have none
 * @param only what must stand where for an event to be a push
 */
public record EventFields(
    @Nullable JsonPointer list,
    JsonPointer image,
    @Nullable JsonPointer tag,
    @Nullable JsonPointer digest,
    Map<JsonPointer, String> only) {
  private static final int MAX = 255;

  /** RFC 6901, section 3. */
  private static final Pattern ESCAPED = Pattern.compile("(?:[^~]|~[01])*");

  public EventFields {
    only = Map.copyOf(only);
  }

  /**
   * @throws IllegalArgumentException when one is no pointer; its key is named
   */
  static EventFields of(
      @Nullable String list,
      String image,
      @Nullable String tag,
      @Nullable String digest,
      Map<String, String> only) {
    Map<JsonPointer, String> conditions = new LinkedHashMap<>();
    only.forEach((at, value) -> conditions.put(pointer("only", at), value));
    return new EventFields(
        list == null ? null : wholeOr("list", list),
        wholeOr("image", image),
        tag == null ? null : pointer("tag", tag),
        digest == null ? null : pointer("digest", digest),
        conditions);
  }

  /** What may also be the whole of what it is looked for in. */
  private static JsonPointer wholeOr(String key, String text) {
    return text.isEmpty() ? JsonPointer.empty() : pointer(key, text);
  }

  private static JsonPointer pointer(String key, String text) {
    if (!text.startsWith("/") || text.length() > MAX) {
      throw new IllegalArgumentException(
          "'" + key + "' must be a JSON Pointer such as /push_data/tag, at most 255 characters");
    }
    if (!ESCAPED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + key + "' is no JSON Pointer: in a key '~' is written ~0, and '/' is written ~1");
    }
    return JsonPointer.compile(text);
  }
}
