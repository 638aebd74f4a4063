package dev.tagboat.bot.forge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts GitHub's full OpenAPI description (13 MB) down to the operations of {@code operations.txt}
 * and the schemas they reach, without examples and prose. Run its {@link #main} with the full
 * description, the list of operations and the file to write; the README beside the result names
 * where the full description comes from.
 */
final class SlimDescription {
  /** Keywords that only people read. */
  private static final Set<String> PROSE =
      Set.of("description", "summary", "title", "example", "examples", "externalDocs", "tags");

  /** Keywords whose members are named freely, so that none of them is a keyword. */
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "schemas", "content", "responses");

  /** Keywords whose value is data, not schema. */
  private static final Set<String> DATA = Set.of("enum", "default", "required");

  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode full;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, JsonNode> schemas = new TreeMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();

  SlimDescription(JsonNode full) {
    this.full = full;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: FULL.json operations.txt SLIM.json");
    }
    JsonNode full = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    List<String> operations =
        Files.readAllLines(Path.of(args[1])).stream().filter(l -> !l.startsWith("#")).toList();
    Files.writeString(Path.of(args[2]), new SlimDescription(full).slim(operations));
  }

  /** The slim description, one operation or schema a line. */
  String slim(List<String> operations) {
    Map<String, Map<String, JsonNode>> paths = new TreeMap<>();
    for (String line : operations) {
      String method = line.substring(0, line.indexOf(' '));
      String path = line.substring(line.indexOf(' ') + 1);
      paths.computeIfAbsent(path, p -> new TreeMap<>()).put(method, operation(method, path));
    }
    while (!wanted.isEmpty()) {
      String name = wanted.remove();
      if (!schemas.containsKey(name)) {
        schemas.put(name, strip(full.at("/components/schemas").path(name)));
      }
    }
    return write(paths);
  }

  private ObjectNode operation(String method, String path) {
    JsonNode source = full.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (source.isMissingNode()) {
      throw new IllegalArgumentException("GitHub describes no operation " + method + " " + path);
    }
    ObjectNode slim = json.createObjectNode();
    slim.set("operationId", source.path("operationId"));
    ArrayNode parameters = slim.putArray("parameters");
    source.path("parameters").forEach(p -> parameters.add(strip(resolved(p))));
    if (source.has("requestBody")) {
      slim.set("requestBody", strip(resolved(source.path("requestBody"))));
    }
    ObjectNode responses = slim.putObject("responses");
    source
        .path("responses")
        .properties()
        .forEach(e -> responses.set(e.getKey(), response(resolved(e.getValue()))));
    return slim;
  }

  private ObjectNode response(JsonNode source) {
    ObjectNode slim = json.createObjectNode();
    if (source.has("content")) {
      slim.set(
          "content",
          strip(json.createObjectNode().set("content", source.path("content"))).path("content"));
    }
    return slim;
  }

  /** Parameters, bodies and responses stand in the operation itself; only schemas are shared. */
  private JsonNode resolved(JsonNode node) {
    JsonNode ref = node.path("$ref");
    return ref.isTextual() ? full.at(ref.asText().substring(1)) : node;
  }

  private JsonNode strip(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = json.createArrayNode();
      node.forEach(item -> array.add(strip(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode slim = json.createObjectNode();
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      String key = e.getKey();
      if (key.equals("$ref")) {
        wanted.add(e.getValue().asText().substring(SCHEMAS.length()));
      }
      if (!PROSE.contains(key) && !key.startsWith("x-")) {
        slim.set(key, value(key, e.getValue()));
      }
    }
    return slim;
  }

  private JsonNode value(String key, JsonNode value) {
    if (DATA.contains(key)) {
      return value;
    }
    return NAMED.contains(key) ? members(value) : strip(value);
  }

  private JsonNode members(JsonNode named) {
    ObjectNode slim = json.createObjectNode();
    named.properties().forEach(e -> slim.set(e.getKey(), strip(e.getValue())));
    return slim;
  }

  private String write(Map<String, Map<String, JsonNode>> paths) {
    StringBuilder out = new StringBuilder("{\"openapi\": \"3.0.3\",\n\"info\": ");
    ObjectNode info = json.createObjectNode();
    info.put("title", "GitHub REST API, the part a pull-request bot uses");
    info.set("version", full.at("/info/version"));
    info.putObject("license").put("name", full.at("/info/license/name").asText());
    out.append(info).append(",\n\"paths\": {");
    String comma = "\n";
    for (Map.Entry<String, Map<String, JsonNode>> path : paths.entrySet()) {
      out.append(comma).append(json.valueToTree(path.getKey()).toString()).append(": {");
      comma = ",\n";
      String inner = "\n  ";
      for (Map.Entry<String, JsonNode> op : path.getValue().entrySet()) {
        out.append(inner).append('"').append(op.getKey().toLowerCase(Locale.ROOT));
        out.append("\": ").append(op.getValue());
        inner = ",\n  ";
      }
      out.append('}');
    }
    out.append("},\n\"components\": {\"schemas\": {");
    comma = "\n";
    for (Map.Entry<String, JsonNode> schema : schemas.entrySet()) {
      out.append(comma)
          .append('"')
          .append(schema.getKey())
          .append("\": ")
          .append(schema.getValue());
      comma = ",\n";
    }
    return out.append("\n}}}\n").toString();
  }
}
