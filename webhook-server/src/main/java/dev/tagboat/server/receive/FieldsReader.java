package dev.tagboat.server.receive;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.EventFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events of which the hook's configuration says where what stands. */
final class FieldsReader {
  private final EventFields fields;
  private final Findings out;

  FieldsReader(EventFields fields, Findings out) {
    this.fields = fields;
    this.out = out;
  }

  void read(JsonNode body) throws Json.Malformed {
    if (fields.list() == null) {
      one(body);
      return;
    }
    JsonNode events = body.at(fields.list());
    if (!events.isArray()) {
      throw new Json.Malformed("there is no list at " + place(fields.list()));
    }
    out.each(events, this::one);
  }

  private void one(JsonNode event) throws Json.Malformed {
    for (Map.Entry<JsonPointer, String> needed : fields.only().entrySet()) {
      JsonNode found = event.at(needed.getKey());
      if (!found.isTextual() || !found.textValue().equals(needed.getValue())) {
        String subject = event.at(fields.image()).asText();
        out.ignored(subject, "not a push: " + needed.getKey() + " is " + shown(found));
        return;
      }
    }
    List<String> images = Texts.of(event.at(fields.image()));
    if (images.isEmpty()) {
      throw new Json.Malformed("there is no string at " + place(fields.image()));
    }
    for (String image : images) {
      image(event, WrittenImage.of(image));
    }
  }

  private static String place(JsonPointer at) {
    return at.matches() ? "the top" : at.toString();
  }

  private static String shown(JsonNode node) {
    return node.isTextual() ? Printable.quote(node.textValue()) : "not what it should be";
  }

  private void image(JsonNode event, WrittenImage image) throws Json.Malformed {
    String digest = digest(event, image);
    String inImage = image.tag();
    List<String> tags = fields.tag() == null ? List.of() : Texts.of(event.at(fields.tag()));
    boolean wrong = fields.tag() != null && tags.isEmpty() && !isAbsent(event.at(fields.tag()));
    if (wrong) {
      throw new Json.Malformed("there is no string at " + fields.tag());
    }
    for (String tag : tags.isEmpty() ? List.of(inImage == null ? "" : inImage) : tags) {
      out.pushNamed(image.name(), new Claim(tag, digest, null, null, null));
    }
  }

  private @Nullable String digest(JsonNode event, WrittenImage image) throws Json.Malformed {
    JsonNode at = fields.digest() == null ? MissingNode.getInstance() : event.at(fields.digest());
    if (!at.isTextual() && !isAbsent(at)) {
      throw new Json.Malformed("there is no string at " + fields.digest());
    }
    return at.isTextual() ? at.textValue() : image.digest();
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
