package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Pod specs in documents that are no objects, such as the jobs of Prow: mappings whose {@code
 * containers} have images. Nothing else in such a document is taken for an image.
 */
final class PodSpecFinder implements Finder {
  @Override
  public boolean takes(String path, YamlNode root) {
    return true;
  }

  @Override
  public void find(YamlNode root, Collector out) {
    new Walk(out).walk(root, 0);
  }

  private static final class Walk {
    /** Aliases can make a way longer than the file is deep. */
    private static final int MAX_DEPTH = 300;

    private final Collector out;
    private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Walk(Collector out) {
      this.out = out;
    }

    void walk(YamlNode node, int depth) {
      if (node instanceof YamlScalar || depth > MAX_DEPTH || !seen.add(node)) {
        return;
      }
      if (node instanceof YamlSequence sequence) {
        sequence.items().forEach(item -> walk(item, depth + 1));
      } else if (node instanceof YamlMapping mapping) {
        if (isPodSpec(mapping)) {
          ObjectWalk.find(mapping, out);
        } else {
          mapping.effective().values().forEach(entry -> walk(entry.value(), depth + 1));
        }
      }
    }
  }

  private static boolean isPodSpec(YamlMapping mapping) {
    return mapping.get("containers").stream()
        .map(PodSpecFinder::children)
        .flatMap(Collection::stream)
        .anyMatch(child -> child instanceof YamlMapping m && m.scalar("image").isPresent());
  }

  private static List<YamlNode> children(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.effective().values().stream().map(YamlMapping.Entry::value).toList();
    }
    return node instanceof YamlSequence sequence ? sequence.items() : List.of();
  }
}
