package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** {@code kind: List}, or any other kind that ends so: a document that is what its items are. */
final class ObjectList {
  private ObjectList() {}

  /** The document itself, or the items of a list; lists in lists are legal. In their order. */
  static List<YamlNode> objects(YamlNode document) {
    List<YamlNode> objects = new ArrayList<>();
    Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<YamlNode> todo = new ArrayDeque<>(List.of(document));
    while (!todo.isEmpty()) {
      YamlNode next = todo.pop();
      if (seen.add(next)) {
        List<YamlNode> items = items(next);
        if (items.isEmpty()) {
          objects.add(next);
        }
        for (int i = items.size() - 1; i >= 0; i--) {
          todo.push(items.get(i));
        }
      }
    }
    return objects;
  }

  private static List<YamlNode> items(YamlNode node) {
    return node instanceof YamlMapping mapping
            && ObjectKind.text(mapping, "kind").endsWith("List")
            && mapping.get("items").orElse(null) instanceof YamlSequence sequence
            && sequence.items().stream().allMatch(YamlMapping.class::isInstance)
        ? sequence.items()
        : List.of();
  }
}
