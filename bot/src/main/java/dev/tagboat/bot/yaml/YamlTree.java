package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One document as a JSON tree, and where each part of it stands.
 *
 * <p>A plain scalar becomes a number or a boolean only where its text is exactly how JSON writes
 * one, so that a text field gets the characters of the file ({@code 1.10}, {@code 0755}, {@code
 * yes}) and a number field refuses anything ambiguous.
 */
final class YamlTree {
  /** Aliases can multiply nodes far beyond the file's size. */
  private static final int MAX_NODES = 100_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final YamlFile file;
  private final UnaryOperator<String> substitute;
  // By identity: pointers move when an element before is taken out.
  private final IdentityHashMap<JsonNode, Position> values = new IdentityHashMap<>();
  private final IdentityHashMap<JsonNode, Map<String, Field>> fields = new IdentityHashMap<>();
  private final Set<JsonNode> clouded = Collections.newSetFromMap(new IdentityHashMap<>());
  private final JsonNode root;
  private int nodes;

  /** Where a key and its value stand. */
  private record Field(Position key, Position value) {}

  /**
   * @param substitute applied to the text of every scalar value; its {@link
   *     IllegalArgumentException} becomes a problem at that place
   * @throws Unreadable for an explicit null, a repeated key, a key that is no scalar
   */
  YamlTree(YamlFile file, YamlNode document, UnaryOperator<String> substitute) {
    this.file = file;
    this.substitute = substitute;
    this.root =
        document instanceof YamlScalar scalar && scalar.isNull()
            ? JSON.objectNode()
            : convert(document);
  }

  JsonNode root() {
    return root;
  }

  /** Where the key of {@code pointer} stands; for what has no key, where the value does. */
  Position keyAt(JsonPointer pointer) {
    Field field = field(pointer);
    return field == null ? valueAt(pointer) : field.key();
  }

  /** Where the value of {@code pointer} stands; its parent's place when that is not known. */
  Position valueAt(JsonPointer pointer) {
    Field field = field(pointer);
    if (field != null) {
      return field.value();
    }
    Position at = values.get(root.at(pointer));
    JsonPointer parent = pointer.head();
    return at != null ? at : parent == null ? new Position(1, 1) : valueAt(parent);
  }

  /** Whether something below {@code pointer} was taken out, so that it cannot be judged whole. */
  boolean isClouded(JsonPointer pointer) {
    return clouded.contains(root.at(pointer));
  }

  /**
   * Takes a refused part out of the tree.
   *
   * @return false when it is the whole tree
   */
  boolean remove(JsonPointer pointer) {
    for (JsonPointer up = pointer.head(); up != null; up = up.head()) {
      clouded.add(root.at(up));
    }
    JsonPointer above = pointer.head();
    JsonNode parent = above == null ? root : root.at(above);
    if (above != null && parent instanceof ArrayNode array) {
      return array.remove(pointer.last().getMatchingIndex()) != null;
    }
    return above != null
        && parent instanceof ObjectNode object
        && object.remove(pointer.last().getMatchingProperty()) != null;
  }

  private @Nullable Field field(JsonPointer pointer) {
    JsonPointer parent = pointer.head();
    Map<String, Field> siblings = parent == null ? null : fields.get(root.at(parent));
    return siblings == null ? null : siblings.get(pointer.last().getMatchingProperty());
  }

  private JsonNode convert(YamlNode node) {
    Position at = file.position(node.start());
    if (++nodes > MAX_NODES) {
      throw new Unreadable(at, "more than " + MAX_NODES + " values");
    }
    JsonNode converted = convert(node, at);
    if (!converted.isBoolean()) {
      // Booleans are shared objects: only the fields above know where they stand.
      values.put(converted, at);
    }
    return converted;
  }

  private JsonNode convert(YamlNode node, Position at) {
    if (node instanceof YamlMapping mapping) {
      return object(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(convert(item)));
      return array;
    }
    return scalar((YamlScalar) node, at);
  }

  private ObjectNode object(YamlMapping mapping) {
    refuseRepeatedKeys(mapping);
    ObjectNode object = JSON.objectNode();
    Map<String, Field> places = new HashMap<>();
    mapping
        .effective()
        .forEach(
            (key, entry) -> {
              object.set(key, convert(entry.value()));
              places.put(
                  key,
                  new Field(
                      file.position(entry.key().start()), file.position(entry.value().start())));
            });
    fields.put(object, places);
    return object;
  }

  private void refuseRepeatedKeys(YamlMapping mapping) {
    Set<String> seen = new HashSet<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      Position at = file.position(entry.key().start());
      if (!(entry.key() instanceof YamlScalar key)) {
        throw new Unreadable(at, "a key must be a plain text");
      }
      if (!seen.add(key.value())) {
        throw new Unreadable(at, "the key '" + key.value() + "' stands here twice");
      }
    }
  }

  private JsonNode scalar(YamlScalar scalar, Position at) {
    if (scalar.isNull()) {
      throw new Unreadable(at, "there is no value here: give one, or take the key out");
    }
    String text = substituted(scalar.value(), at);
    if (!scalar.style().isPlain() || scalar.isTaggedString()) {
      return JSON.textNode(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(text.equals("true"));
    }
    if (!NUMBER.matcher(text).matches() || text.equals("-0")) {
      return JSON.textNode(text);
    }
    BigDecimal number = new BigDecimal(text);
    return number.scale() > 0
        ? DecimalNode.valueOf(number)
        : JSON.numberNode(number.toBigIntegerExact());
  }

  private String substituted(String text, Position at) {
    try {
      return substitute.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(at, String.valueOf(e.getMessage()));
    }
  }
}
