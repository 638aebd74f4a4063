package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Objects and annotations in which other tools' users write policies. */
final class ForeignObjects {
  private static final Set<ObjectKind> KINDS =
      Set.of(
          new ObjectKind("image.toolkit.fluxcd.io", "ImagePolicy"),
          new ObjectKind("image.toolkit.fluxcd.io", "ImageRepository"),
          new ObjectKind("image.toolkit.fluxcd.io", "ImageUpdateAutomation"),
          new ObjectKind("argocd-image-updater.argoproj.io", "ImageUpdater"));

  /** Also without annotations: an ImageUpdater names them. */
  private static final Set<ObjectKind> APPLICATIONS =
      Set.of(
          new ObjectKind("argoproj.io", "Application"),
          new ObjectKind("argoproj.io", "ApplicationSet"));

  private static final String METADATA = "metadata";

  private ForeignObjects() {}

  /** Whether an object is nothing but a policy. */
  static boolean isPolicy(YamlMapping object) {
    return KINDS.contains(ObjectKind.of(object));
  }

  /** Hands on an object that holds policies; does nothing for any other. */
  static void emit(YamlMapping object, Collector out) {
    Optional<YamlMapping> metadata = object.mapping(METADATA);
    Optional<YamlScalar> name = metadata.flatMap(m -> m.scalar("name")).filter(Collector::isText);
    ObjectKind kind = ObjectKind.of(object);
    if (name.isPresent() && (KINDS.contains(kind) || APPLICATIONS.contains(kind))) {
      out.link(
          new Link.ForeignObject(
              out.path(),
              out.position(object),
              ObjectKind.text(object, "apiVersion"),
              kind.kind(),
              metadata
                  .flatMap(m -> m.scalar("namespace"))
                  .filter(Collector::isText)
                  .map(YamlScalar::value)
                  .orElse(null),
              name.get().value(),
              Fields.of(object)));
    }
  }

  /**
   * What the metadata of an object or of a pod template say to other tools, without a container; of
   * equal keys the annotation counts, not the label.
   */
  static Optional<Hint.Annotations> annotations(YamlMapping object, Collector out) {
    Optional<YamlMapping> metadata = object.mapping(METADATA);
    Map<String, YamlMapping.Entry> said = new TreeMap<>();
    for (String part : List.of("labels", "annotations")) {
      metadata.flatMap(m -> m.mapping(part)).ifPresent(mapping -> said.putAll(said(mapping)));
    }
    Map<String, String> values = new HashMap<>();
    List<Hint.Annotations.Key> keys = new ArrayList<>();
    said.forEach(
        (key, entry) -> {
          if (entry.value() instanceof YamlScalar scalar) {
            values.put(key, scalar.value());
            keys.add(new Hint.Annotations.Key(key, out.position(entry.key())));
          }
        });
    return metadata
        .filter(m -> !values.isEmpty())
        .map(m -> new Hint.Annotations(out.position(m), values, keys, null));
  }

  /** Where places of a container go, by what the object around says of it. */
  static Collector of(YamlMapping object, String container, Collector out) {
    return annotations(object, out).map(said -> out.with(said.of(container))).orElse(out);
  }

  private static Map<String, YamlMapping.Entry> said(YamlMapping mapping) {
    Map<String, YamlMapping.Entry> said = new HashMap<>(mapping.effective());
    said.entrySet()
        .removeIf(
            e -> !ForeignKeys.isOne(e.getKey()) || !(e.getValue().value() instanceof YamlScalar));
    return said;
  }

  /** Scalars by their paths, as in {@link Link.ForeignObject}. */
  private static final class Fields {
    /** Policies are small; what is larger is something else, or an attack by aliases. */
    private static final int MAX_NODES = 4000;

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 100;

    private final Map<String, String> found = new HashMap<>();
    private int nodes;

    static Map<String, String> of(YamlMapping object) {
      Fields fields = new Fields();
      for (String part : List.of(METADATA, "spec")) {
        object.get(part).ifPresent(value -> fields.add(part, value, 0));
      }
      return fields.found;
    }

    private void add(String path, YamlNode node, int depth) {
      nodes++;
      if (nodes > MAX_NODES || depth > MAX_DEPTH || path.length() > MAX_LENGTH) {
        return;
      }
      if (node instanceof YamlScalar scalar) {
        if (!scalar.isNull() && scalar.value().length() <= MAX_LENGTH) {
          found.put(path, scalar.value());
        }
      } else if (node instanceof YamlSequence sequence) {
        for (int i = 0; i < sequence.items().size() && nodes <= MAX_NODES; i++) {
          add(path + "[" + i + "]", sequence.items().get(i), depth + 1);
        }
      } else if (node instanceof YamlMapping mapping) {
        if (mapping.entries().isEmpty()) {
          found.put(path, "");
        }
        mapping.effective().forEach((key, e) -> add(path + "." + key, e.value(), depth + 1));
      }
    }
  }
}
