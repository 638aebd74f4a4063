package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One field that a GraphQL document asks for.
 *
 * @param alias the name in the answer
 * @param onType only for objects of this type; empty for all
 * @param arguments with variables put in
 */
record Selection(
    String name,
    String alias,
    String onType,
    Map<String, JsonNode> arguments,
    List<Selection> children) {
  Selection {
    arguments = Map.copyOf(arguments);
    children = List.copyOf(children);
  }

  Selection on(String type) {
    return new Selection(name, alias, type, arguments, children);
  }
}
