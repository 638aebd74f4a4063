package dev.tagboat.bot.edit;

import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Finds scalars again by their start. */
final class ScalarIndex {
  private final Map<Integer, YamlScalar> scalars = new HashMap<>();
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ScalarIndex() {}

  static Map<Integer, YamlScalar> byStart(YamlFile file) {
    ScalarIndex index = new ScalarIndex();
    file.documents().forEach(index::add);
    return index.scalars;
  }

  private void add(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      scalars.put(scalar.start(), scalar);
    } else if (seen.add(node)) {
      if (node instanceof YamlSequence sequence) {
        sequence.items().forEach(this::add);
      } else if (node instanceof YamlMapping mapping) {
        mapping.entries().forEach(entry -> add(entry.value()));
      }
    }
  }
}
