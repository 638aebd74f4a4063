package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way from the root of a document to some of its nodes, as {@code path} of a {@link
 * dev.tagboat.bot.config.FieldRule} writes it.
 */
record FieldPath(List<Step> steps) {
  private static final Pattern PART =
      Pattern.compile("\\.?(?:\"([^\"]+)\"|\\[(\\*|[0-9]+)\\]|([^.\\[\\]\"]+))");

  private static final String ANY = "*";

  FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step down; what has no such child is left behind. */
  private sealed interface Step {
    void from(YamlNode node, Collector out, Map<YamlNode, Collector> into);
  }

  private record Key(String name) implements Step {
    @Override
    public void from(YamlNode node, Collector out, Map<YamlNode, Collector> into) {
      if (node instanceof YamlMapping mapping) {
        Optional.ofNullable(mapping.effective().get(name))
            .ifPresent(entry -> into.putIfAbsent(entry.value(), out.below(entry.key())));
      }
    }
  }

  private record EveryKey() implements Step {
    @Override
    public void from(YamlNode node, Collector out, Map<YamlNode, Collector> into) {
      if (node instanceof YamlMapping mapping) {
        mapping
            .effective()
            .values()
            .forEach(entry -> into.putIfAbsent(entry.value(), out.below(entry.key())));
      }
    }
  }

  private record Item(int index) implements Step {
    @Override
    public void from(YamlNode node, Collector out, Map<YamlNode, Collector> into) {
      if (node instanceof YamlSequence sequence && index < sequence.items().size()) {
        into.putIfAbsent(sequence.items().get(index), out);
      }
    }
  }

  private record EveryItem() implements Step {
    @Override
    public void from(YamlNode node, Collector out, Map<YamlNode, Collector> into) {
      if (node instanceof YamlSequence sequence) {
        sequence.items().forEach(item -> into.putIfAbsent(item, out));
      }
    }
  }

  /**
   * @param path valid by its rule's grammar
   */
  static FieldPath of(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = PART.matcher(path);
    while (matcher.find()) {
      steps.add(step(matcher.group(1), matcher.group(2), matcher.group(3)));
    }
    return new FieldPath(steps);
  }

  private static Step step(String quoted, String index, String plain) {
    if (quoted != null) {
      return new Key(quoted);
    }
    if (index != null) {
      return index.equals(ANY) ? new EveryItem() : new Item(Integer.parseInt(index));
    }
    return plain.equals(ANY) ? new EveryKey() : new Key(plain);
  }

  /**
   * The nodes at the end of the way, each once whatever aliases lead to it, with what is known
   * there.
   */
  Map<YamlNode, Collector> from(YamlNode root, Collector out) {
    Map<YamlNode, Collector> here = Map.of(root, out);
    for (Step step : steps) {
      // Nodes are equal only to themselves.
      Map<YamlNode, Collector> next = new LinkedHashMap<>();
      here.forEach((node, known) -> step.from(node, known, next));
      here = next;
    }
    return here;
  }
}
