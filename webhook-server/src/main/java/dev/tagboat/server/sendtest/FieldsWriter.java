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
    ObjectNode event = Json.object();
    JsonPointer tag = fields.tag();
    String image = occasion.image().toString();
    put(event, fields.image(), tag == null ? image + ":" + occasion.tag() : image);
    put(event, tag, occasion.tag().toString());
    Digest digest = occasion.given();
    put(event, fields.digest(), digest == null ? "" : digest.toString());
    for (Map.Entry<JsonPointer, String> condition : fields.only().entrySet()) {
      put(event, condition.getKey(), condition.getValue());
    }
    JsonPointer list = fields.list();
    if (list == null) {
      return Written.json(event);
    }
    ObjectNode body = Json.object();
    set(body, list, Json.list(event));
    return Written.json(body);
  }

  private static void put(ObjectNode root, @Nullable JsonPointer at, String value) {
    if (at != null && !value.isEmpty()) {
      set(root, at, JsonNodeFactory.instance.textNode(value));
    }
  }

  private static void set(ObjectNode root, JsonPointer at, JsonNode value) {
    root.withObject(at.head()).set(at.last().getMatchingProperty(), value);
  }
}
