package dev.tagboat.applier.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file. Every key that is asked for is a known one; {@link #done} reports the
 * others. A wrong value is reported and counts as absent, so that reading goes on.
 */
final class Section {
  private final Problems problems;
  private final String name;
  private final Mark at;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Mark> keys = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  private Section(Problems problems, String name, Mark at) {
    this.problems = problems;
    this.name = name;
    this.at = at;
  }

  /**
   * @param name such as {@code source}, empty for the whole file; for messages
   */
  static Section of(Problems problems, String name, Node node) {
    Section section = new Section(problems, name, node.getStartMark());
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(section::take);
    } else {
      problems.add(node.getStartMark(), section.called() + " must be a mapping of keys to values");
    }
    return section;
  }

  private void take(NodeTuple entry) {
    Mark mark = entry.getKeyNode().getStartMark();
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      problems.add(mark, "a key must be a word");
    } else if (keys.putIfAbsent(key.getValue(), mark) != null) {
      problems.add(mark, "the key " + key.getValue() + " stands here a second time");
    } else {
      values.put(key.getValue(), entry.getValueNode());
    }
  }

  private String called() {
    return name.isEmpty() ? "the configuration" : name;
  }

  private Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key))
        .filter(node -> !node.getTag().equals(Tag.NULL) || !(node instanceof ScalarNode));
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  /** Reports {@code sentence} at the value of {@code key}, or at this section when it has none. */
  void refuse(String key, String sentence) {
    Node value = values.get(key);
    problems.add(value == null ? at : value.getStartMark(), key + ": " + sentence);
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> scalar(key, node));
  }

  /** The text; where it is missing, an empty one, and a problem. */
  String required(String key) {
    need(key);
    return text(key).orElse("");
  }

  /** Reports a key that is missing. */
  void need(String key) {
    if (!has(key)) {
      problems.add(at, called() + " needs the key " + key);
    }
  }

  /** The value that {@code parse} makes of the text; its refusal is reported at this key. */
  <T> Optional<T> parsed(String key, Function<String, T> parse) {
    return text(key).flatMap(text -> attempt(key, () -> parse.apply(text)));
  }

  <T> Optional<T> attempt(String key, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      refuse(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  boolean flag(String key, boolean absent) {
    return parsed(key, Section::yesOrNo).orElse(absent);
  }

  Duration duration(String key, Duration absent) {
    return parsed(key, Durations::parse).orElse(absent);
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      scalar(key, item).ifPresent(texts::add);
    }
    return texts;
  }

  boolean isList(String key) {
    return node(key).filter(SequenceNode.class::isInstance).isPresent();
  }

  /** The section, an empty one where the file has none. */
  Section section(String key) {
    return node(key)
        .map(node -> of(problems, path(key), node))
        .orElseGet(() -> new Section(problems, path(key), at));
  }

  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    List<Node> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      sections.add(of(problems, path(key) + "[" + i + "]", items.get(i)));
    }
    return sections;
  }

  /** Reports the keys that nobody asked for. */
  void done() {
    keys.forEach(
        (key, mark) -> {
          if (!known.contains(key)) {
            problems.add(
                mark, "unknown key " + key + " in " + called() + Suggestion.question(key, known));
          }
        });
  }

  private String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  private List<Node> items(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    node.ifPresent(other -> problems.add(other.getStartMark(), key + " must be a list"));
    return List.of();
  }

  private Optional<String> scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    problems.add(node.getStartMark(), key + " must be a single value");
    return Optional.empty();
  }

  private static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }
}
