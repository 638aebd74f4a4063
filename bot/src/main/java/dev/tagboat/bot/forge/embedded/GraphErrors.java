package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in an answer we are, and what went wrong so far.
 *
 * @param path aliases, from the top
 */
record GraphErrors(List<String> path, ArrayNode errors) {

  static GraphErrors none() {
    return new GraphErrors(List.of(), Json.strings(List.of()));
  }

  GraphErrors at(String alias) {
    List<String> longer = new ArrayList<>(path);
    longer.add(alias);
    return new GraphErrors(longer, errors);
  }

  /**
   * @throws GraphQlError the same one, where the whole document is no good
   */
  void add(GraphQlError error) {
    if (error.isOfDocument()) {
      throw error;
    }
    errors.add(error.json(path));
  }
}
