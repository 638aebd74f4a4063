package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of the graph; its fields are worked out when they are asked for. */
final class GraphObject {
  private final String type;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  GraphObject(String type) {
    this.type = type;
    with("__typename", type);
  }

  /**
   * Works out a field: a {@link GraphObject}, a list of them, JSON, a string, a number, or null.
   */
  @FunctionalInterface
  interface Field {
    @Nullable Object resolve(Map<String, JsonNode> arguments) throws IOException;
  }

  GraphObject with(String name, @Nullable Object value) {
    fields.put(name, arguments -> value);
    return this;
  }

  GraphObject field(String name, Field field) {
    fields.put(name, field);
    return this;
  }

  /** {@code nodes} and {@code totalCount}. */
  static GraphObject connection(String type, List<GraphObject> nodes) {
    return new GraphObject(type).with("nodes", nodes).with("totalCount", nodes.size());
  }

  ObjectNode select(List<Selection> selections, GraphErrors errors) throws IOException {
    ObjectNode json = Json.object();
    for (Selection selection : selections) {
      if (selection.onType().isEmpty() || selection.onType().equals(type)) {
        json.set(selection.alias(), resolve(selection, errors.at(selection.alias())));
      }
    }
    return json;
  }

  // What cannot be worked out is null, and the rest is answered all the same.
  private JsonNode resolve(Selection selection, GraphErrors errors) throws IOException {
    Field field = fields.get(selection.name());
    if (field == null) {
      throw GraphQlError.unknownField(selection.name(), type);
    }
    try {
      return project(field.resolve(selection.arguments()), selection, errors);
    } catch (GraphQlError e) {
      errors.add(e);
    } catch (ApiError e) {
      errors.add(new GraphQlError("UNPROCESSABLE", e.sentence()));
    }
    return NullNode.getInstance();
  }

  private static JsonNode project(@Nullable Object value, Selection selection, GraphErrors errors)
      throws IOException {
    if (value instanceof GraphObject object) {
      if (selection.children().isEmpty()) {
        throw new GraphQlError("Field must have selections (field '" + selection.name() + "')");
      }
      return object.select(selection.children(), errors);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = Json.strings(List.of());
      for (Object element : list) {
        array.add(project(element, selection, errors.at(Integer.toString(array.size()))));
      }
      return array;
    }
    return Json.MAPPER.valueToTree(value);
  }
}
