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
import org.jspecify.annotations.Nullable;

/** Finds scalars again by their start. */
final class YamlIndex {
  private final Map<Integer, YamlScalar> scalars = new HashMap<>();
  private final Map<Integer, YamlMapping.Entry> entries = new HashMap<>();
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlIndex() {}

  static YamlIndex of(YamlFile file) {
    YamlIndex index = new YamlIndex();
    file.documents().forEach(index::add);
    return index;
  }

  @Nullable YamlScalar scalar(int start) {
    return scalars.get(start);
  }

  /** The entry whose value is the scalar that starts there. */
  YamlMapping.@Nullable Entry entry(int valueStart) {
    return entries.get(valueStart);
  }

  private void add(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      scalars.put(scalar.start(), scalar);
    } else if (seen.add(node)) {
      if (node instanceof YamlSequence sequence) {
        sequence.items().forEach(this::add);
      } else if (node instanceof YamlMapping mapping) {
        mapping.entries().forEach(this::add);
      }
    }
  }

  private void add(YamlMapping.Entry entry) {
    add(entry.value());
    // By an alias the value may stand elsewhere: only behind its own key is it an entry's.
    if (entry.value() instanceof YamlScalar && entry.value().start() > entry.key().start()) {
      entries.putIfAbsent(entry.value().start(), entry);
    }
  }
}
