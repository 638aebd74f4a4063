package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.server.config.EventFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any JSON, with the values where a hook's {@code fields} look for them. */
record FieldsWriter(EventFields fields) implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    JsonNode event = event(occasion);
    JsonPointer list = fields.list();
    return Written.json(list == null ? event : set(Json.object(), list, Json.list(event)));
  }

  private JsonNode event(Occasion occasion) {
    JsonPointer tag = fields.tag();
    String image = occasion.image().toString();
    JsonNode named = text(tag == null ? image + ":" + occasion.tag() : image);
    if (fields.image().matches()) {
      return named;
    }
    ObjectNode event = Json.object();
    set(event, fields.image(), named);
    put(event, tag, occasion.tag().toString());
    Digest digest = occasion.given();
    put(event, fields.digest(), digest == null ? "" : digest.toString());
    for (Map.Entry<JsonPointer, String> condition : fields.only().entrySet()) {
      put(event, condition.getKey(), condition.getValue());
    }
    return event;
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  private static void put(ObjectNode root, @Nullable JsonPointer at, String value) {
    if (at != null && !value.isEmpty()) {
      set(root, at, text(value));
    }
  }

  /** The root with {@code value} in it; {@code value} itself when its place is the whole. */
  private static JsonNode set(ObjectNode root, JsonPointer at, JsonNode value) {
    if (at.matches()) {
      return value;
    }
    root.withObject(at.head()).set(at.last().getMatchingProperty(), value);
    return root;
  }
}
