package dev.tagboat.bot.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping. Read as Kubernetes reads it: of two equal keys the last counts, and {@code <<} brings
 * in what the mapping does not say itself (YAML 1.1 merge keys).
 */
public final class YamlMapping extends YamlNode {
  private final List<Entry> entries;
  private final Map<String, Entry> effective;

  /**
   * @param key any node, in practice a scalar
   */
  public record Entry(YamlNode key, YamlNode value) {}

  YamlMapping(int start, List<Entry> entries) {
    super(start, above(entries.stream().flatMap(e -> Stream.of(e.key(), e.value()))));
    this.entries = List.copyOf(entries);
    this.effective = effective(this.entries);
  }

  /** As they stand, merge keys and repeated keys included. */
  public List<Entry> entries() {
    return entries;
  }

  /** What a reader sees: by key text, merges resolved. */
  public Map<String, Entry> effective() {
    return Collections.unmodifiableMap(effective);
  }

  public Optional<YamlNode> get(String key) {
    return Optional.ofNullable(effective.get(key)).map(Entry::value);
  }

  /** The scalar at {@code key}; empty when there is none or it is no scalar. */
  public Optional<YamlScalar> scalar(String key) {
    return get(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }

  public Optional<YamlMapping> mapping(String key) {
    return get(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
  }

  /** The items at {@code key}; none when there is no sequence. */
  public List<YamlNode> items(String key) {
    return get(key).map(n -> n instanceof YamlSequence s ? s.items() : null).orElse(List.of());
  }

  private static Map<String, Entry> effective(List<Entry> entries) {
    Map<String, Entry> own = new LinkedHashMap<>();
    List<YamlMapping> merged = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key() instanceof YamlScalar key) {
        if (key.isMergeKey()) {
          collectMerged(entry.value(), merged);
        } else {
          own.put(key.value(), entry);
        }
      }
    }
    // The merge specification: earlier mappings of a list win over later ones.
    merged.forEach(mapping -> mapping.effective.forEach(own::putIfAbsent));
    return own;
  }

  /** How many entries the merge keys among {@code entries} bring in. */
  static int mergedEntries(List<Entry> entries) {
    List<YamlMapping> merged = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key() instanceof YamlScalar key && key.isMergeKey()) {
        collectMerged(entry.value(), merged);
      }
    }
    return merged.stream().mapToInt(mapping -> mapping.effective.size()).sum();
  }

  private static void collectMerged(YamlNode value, List<YamlMapping> into) {
    if (value instanceof YamlMapping mapping) {
      into.add(mapping);
    } else if (value instanceof YamlSequence list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlMapping mapping) {
          into.add(mapping);
        }
      }
    }
  }
}
