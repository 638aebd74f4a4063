package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the JSON Schema of a configuration record: keys, types, closed lists and what must be given
 * from the record; what it means, and its form where the constructor checks one, from a table.
 */
final class SchemaGenerator {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Map<String, JsonNode> texts;
  private final TreeSet<String> unused;

  /**
   * @param texts path of a key, such as {@code images[].name}, to what is to be added to its schema
   */
  SchemaGenerator(Map<String, JsonNode> texts) {
    this.texts = Map.copyOf(texts);
    this.unused = new TreeSet<>(texts.keySet());
  }

  /**
   * @throws IllegalStateException when the table lacks a key, or has one that the records lack
   */
  String generate(Class<?> type, String title) throws JsonProcessingException {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(record(type, ""));
    if (!unused.isEmpty()) {
      throw new IllegalStateException("no record has the keys " + unused);
    }
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(schema) + "\n";
  }

  private ObjectNode record(Class<?> type, String path) {
    ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : type.getRecordComponents()) {
      String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      String at = path.isEmpty() ? key : path + "." + key;
      ObjectNode property = value(component.getGenericType(), at);
      properties.set(key, property.setAll(text(at)));
    }
    List<String> required =
        Arrays.stream(type.getRecordComponents())
            .filter(SchemaGenerator::isRequired)
            .map(RecordComponent::getName)
            .toList();
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema;
  }

  private ObjectNode text(String at) {
    JsonNode text = texts.get(at);
    if (text == null) {
      throw new IllegalStateException("nothing says what " + at + " means");
    }
    unused.remove(at);
    return (ObjectNode) text;
  }

  private ObjectNode value(Type type, String at) {
    ObjectNode schema = MAPPER.createObjectNode();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return schema
          .put("type", "array")
          .set("items", value(list.getActualTypeArguments()[0], at + "[]"));
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return schema
          .put("type", "object")
          .set("additionalProperties", value(map.getActualTypeArguments()[1], at + ".*"));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain, at);
    }
    if (plain.isEnum()) {
      Stream.of(plain.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .forEach(schema.putArray("enum")::add);
      return schema;
    }
    return schema.put("type", name(plain));
  }

  private static String name(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == Integer.class || type == int.class) {
      return "integer";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "boolean";
    }
    throw new IllegalStateException("no JSON type for " + type);
  }

  private static boolean isRequired(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property != null && property.required();
  }
}
