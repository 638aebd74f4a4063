package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;

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

  ObjectNode json(String path) {
    ObjectNode json = Json.object();
    if (!type.isEmpty()) {
      json.put("type", type);
    }
    if (!path.isEmpty()) {
      json.putArray("path").add(path);
    }
    json.putArray("locations").addObject().put("line", 1).put("column", 1);
    return json.put("message", getMessage());
  }
}
