package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
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
  private final IdentityHashMap<JsonNode, Set<String>> supplied = new IdentityHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final JsonNode root;
  private int nodes;

  /** Where a key and its value stand. */
  private record Field(Position key, Position value) {}

  /**
   * @param substitute applied to the text of every scalar value; its {@link
   *     IllegalArgumentException} becomes a problem at that place
   * @throws Unreadable when there are too many nodes
   */
  YamlTree(YamlFile file, YamlNode document, UnaryOperator<String> substitute) {
    this.file = file;
    this.substitute = substitute;
    JsonNode converted =
        document instanceof YamlScalar scalar && scalar.isNull() ? null : convert(document);
    this.root = converted == null ? JSON.objectNode() : converted;
  }

  /** Explicit nulls, repeated keys, keys that are no scalar. All but the last of these are out. */
  List<Problem> problems() {
    return problems;
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

  /** Whether the file has this key, even where its value is not in the tree. */
  boolean isWritten(ObjectNode object, String key) {
    return fields.getOrDefault(object, Map.of()).containsKey(key);
  }

  /** Puts a text where a key is missing, which is reported already. */
  void supply(ObjectNode object, String key, String text) {
    object.put(key, text);
    supplied.computeIfAbsent(object, mapping -> new HashSet<>()).add(key);
  }

  /**
   * Whether nothing can be said of this key of the mapping: the file has it, and its value is not
   * in the tree any more, or the other way round.
   */
  boolean isTakenOut(JsonPointer mapping, String key) {
    return root.at(mapping) instanceof ObjectNode object
        && ((isWritten(object, key) && !object.has(key))
            || supplied.getOrDefault(object, Set.of()).contains(key));
  }

  /** Where everything that is left in the tree stands. */
  Places places() {
    Map<String, Position> places = new HashMap<>();
    Set<String> refused = new HashSet<>();
    collect("", root, places, refused);
    return new Places(places, refused);
  }

  private void collect(
      String path, JsonNode node, Map<String, Position> into, Set<String> refused) {
    Map<String, Field> places = fields.getOrDefault(node, Map.of());
    places.keySet().stream()
        .filter(key -> !node.has(key))
        .forEach(key -> refused.add(path.isEmpty() ? key : path + "." + key));
    node.properties()
        .forEach(
            field -> {
              String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
              Field place = places.get(field.getKey());
              if (place != null) {
                into.put(below, place.value());
              }
              collect(below, field.getValue(), into, refused);
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String below = path + "[" + i + "]";
      Position at = values.get(node.get(i));
      if (at != null) {
        into.put(below, at);
      }
      collect(below, node.get(i), into, refused);
    }
  }

  /** Makes {@code part} one that cannot be judged whole. */
  void cloud(JsonNode part) {
    clouded.add(part);
  }

  /**
   * Whether a part of what is at {@code pointer} was taken out, so that it cannot be judged whole.
   */
  boolean isClouded(JsonPointer pointer) {
    return clouded.contains(root.at(pointer));
  }

  /**
   * Takes a refused part out of the tree.
   *
   * @return false when it is the whole tree
   */
  boolean remove(JsonPointer pointer) {
    JsonPointer above = pointer.head();
    JsonNode parent = above == null ? root : root.at(above);
    clouded.add(parent);
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

  /** Null for what is taken out at once. */
  private @Nullable JsonNode convert(YamlNode node) {
    Position at = file.position(node.start());
    if (++nodes > MAX_NODES) {
      throw new Unreadable(at, "more than " + MAX_NODES + " values");
    }
    JsonNode converted = convert(node, at);
    if (converted != null && !converted.isBoolean()) {
      // Booleans are shared objects: only the fields above know where they stand.
      values.put(converted, at);
    }
    return converted;
  }

  private @Nullable JsonNode convert(YamlNode node, Position at) {
    if (node instanceof YamlMapping mapping) {
      return object(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      return array(sequence);
    }
    try {
      return scalar((YamlScalar) node);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(at, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private ArrayNode array(YamlSequence sequence) {
    ArrayNode array = JSON.arrayNode();
    for (YamlNode item : sequence.items()) {
      JsonNode converted = convert(item);
      if (converted == null) {
        cloud(array);
      } else {
        array.add(converted);
      }
    }
    return array;
  }

  private ObjectNode object(YamlMapping mapping) {
    findRepeatedKeys(mapping);
    ObjectNode object = JSON.objectNode();
    Map<String, Field> places = new HashMap<>();
    mapping
        .effective()
        .forEach(
            (key, entry) -> {
              JsonNode value = convert(entry.value());
              if (value == null) {
                cloud(object);
              } else {
                object.set(key, value);
              }
              places.put(
                  key,
                  new Field(
                      file.position(entry.key().start()), file.position(entry.value().start())));
            });
    fields.put(object, places);
    return object;
  }

  private void findRepeatedKeys(YamlMapping mapping) {
    Set<String> seen = new HashSet<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      Position at = file.position(entry.key().start());
      if (!(entry.key() instanceof YamlScalar key)) {
        problems.add(new Problem(at, "a key must be a plain text"));
      } else if (!seen.add(key.value())) {
        problems.add(new Problem(at, "the key '" + key.value() + "' stands here twice"));
      }
    }
  }

  private JsonNode scalar(YamlScalar scalar) {
    if (scalar.isNull()) {
      throw new IllegalArgumentException("there is no value here: give one, or take the key out");
    }
    String text = substitute.apply(scalar.value());
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
}
