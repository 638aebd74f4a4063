package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads one operation; fragments must stand inline, and there are no directives. */
final class GraphQlParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 30;

  private final List<String> tokens;
  private final JsonNode variables;
  private int next;
  private int depth;

  private GraphQlParser(List<String> tokens, JsonNode variables) {
    this.tokens = tokens;
    this.variables = variables;
  }

  /** What is asked for. */
  record Operation(boolean mutation, List<Selection> selections) {}

  static Operation parse(String document, JsonNode variables) {
    GraphQlParser parser = new GraphQlParser(GraphQlLexer.tokens(document), variables);
    Operation operation = parser.operation();
    if (parser.next < parser.tokens.size()) {
      throw new GraphQlError("Only one operation is understood, without fragments beside it");
    }
    return operation;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    if (next == tokens.size()) {
      throw new GraphQlError("Unexpected end of document");
    }
    return tokens.get(next++);
  }

  private boolean skip(String token) {
    boolean there = peek().equals(token);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    String found = take();
    if (!found.equals(token)) {
      throw new GraphQlError("Expected " + token + ", actual: \"" + found + "\" at token " + next);
    }
  }

  private Operation operation() {
    if (peek().equals("{")) {
      return new Operation(false, selections());
    }
    String kind = take();
    if (!kind.equals("query") && !kind.equals("mutation")) {
      throw new GraphQlError("Expected query or mutation, actual: \"" + kind + "\"");
    }
    if (!peek().equals("(") && !peek().equals("{")) {
      take();
    }
    if (skip("(")) {
      while (!skip(")")) {
        definition();
      }
    }
    return new Operation(kind.equals("mutation"), selections());
  }

  // $name: Type! — a variable that must be there is missed when it is used.
  private void definition() {
    expect("$");
    take();
    expect(":");
    while (skip("[")) {}
    take();
    while (skip("!") || skip("]")) {}
    if (skip("=")) {
      throw new GraphQlError("Default values of variables are not understood");
    }
  }

  // Each level is a level of the Java stack as well.
  private <T> T deeper(Supplier<T> parse) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new GraphQlError("Query is nested more than " + MAX_DEPTH + " levels deep");
    }
    T parsed = parse.get();
    depth--;
    return parsed;
  }

  private List<Selection> selections() {
    expect("{");
    List<Selection> selections = new ArrayList<>();
    while (!skip("}")) {
      if (skip("...")) {
        expect("on");
        String type = take();
        deeper(this::selections).forEach(selection -> selections.add(selection.on(type)));
      } else {
        selections.add(field());
      }
    }
    return selections;
  }

  private Selection field() {
    String alias = take();
    String name = skip(":") ? take() : alias;
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    if (skip("(")) {
      while (!skip(")")) {
        String argument = take();
        expect(":");
        arguments.put(argument, value());
      }
    }
    List<Selection> children = peek().equals("{") ? deeper(this::selections) : List.of();
    return new Selection(name, alias, "", arguments, children);
  }

  private JsonNode value() {
    String token = take();
    return switch (token) {
      case "$" -> variable(take());
      case "[" -> deeper(this::list);
      case "{" -> deeper(this::object);
      default -> scalar(token);
    };
  }

  private JsonNode variable(String name) {
    return variables.has(name) ? variables.get(name) : NullNode.getInstance();
  }

  private ArrayNode list() {
    ArrayNode list = NODES.arrayNode();
    while (!skip("]")) {
      list.add(value());
    }
    return list;
  }

  private ObjectNode object() {
    ObjectNode object = NODES.objectNode();
    while (!skip("}")) {
      String key = take();
      expect(":");
      object.set(key, value());
    }
    return object;
  }

  private static JsonNode scalar(String token) {
    boolean json = token.matches("\".*\"|-?\\d.*|true|false|null");
    // An enum value; JSON has none.
    return json ? Json.parse(token.getBytes(StandardCharsets.UTF_8)) : NODES.textNode(token);
  }
}
