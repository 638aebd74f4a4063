package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What goes into {@code errors}; GraphQL answers it with status 200. */
final class GraphQlError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  GraphQlError(String message) {
    this("", message);
  }

  /**
   * @param type GitHub's own, for example {@code NOT_FOUND}; empty for errors in the document
   */
  GraphQlError(String type, String message) {
    super(message);
    this.type = type;
  }

  static GraphQlError unknownField(String field, String type) {
    return new GraphQlError("Field '" + field + "' doesn't exist on type '" + type + "'");
  }

  /** Whether it is the document that is wrong, of which nothing is done then. */
  boolean isOfDocument() {
    return type.isEmpty();
  }

  ObjectNode json(List<String> path) {
    ObjectNode json = Json.object();
    if (!type.isEmpty()) {
      json.put("type", type);
    }
    if (!path.isEmpty()) {
      path.forEach(json.putArray("path")::add);
    }
    json.putArray("locations").addObject().put("line", 1).put("column", 1);
    return json.put("message", getMessage());
  }
}
