package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Goes through one object, objects inside it included, and looks at every key. */
final class ObjectWalk {
  /** What other tools' annotations mean by a container: it has a name. */
  private static final Set<String> CONTAINERS =
      Set.of("containers", "initContainers", "ephemeralContainers", "steps", "sidecars");

  /** Texts of people, of the cluster, for matching, or about the shape of other objects. */
  private static final Set<String> OPAQUE =
      Set.of(
          "metadata",
          "status",
          "labels",
          "annotations",
          "commonLabels",
          "commonAnnotations",
          "selector",
          "matchLabels",
          "nodeSelector",
          "openAPIV3Schema");

  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ObjectWalk() {}

  static void find(YamlMapping object, Collector out) {
    new ObjectWalk().walk(object, "", Scope.of(out));
  }

  private void walk(YamlNode node, String key, Scope scope) {
    if (node instanceof YamlScalar || scope.isTooDeep() || !seen.add(node)) {
      return;
    }
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> walk(item, key, scope.deeper()));
    } else if (node instanceof YamlMapping mapping) {
      Scope here = CONTAINERS.contains(key) ? scope.in(mapping.scalar("name")) : scope;
      mapping(mapping, key, here.enter(mapping));
    }
  }

  private void mapping(YamlMapping mapping, String key, Scope scope) {
    if (scope.kind().holdsNoImages()) {
      return;
    }
    mapping
        .effective()
        .forEach(
            (name, entry) -> {
              if (!isOpaque(key, name, scope)) {
                Scope below = scope.below(entry.key());
                ImageKeys.find(name, entry.value(), mapping, below);
                children(entry.value(), name, below);
              }
            });
  }

  private void children(YamlNode value, String key, Scope scope) {
    if (value instanceof YamlMapping byName && CONTAINERS.contains(key)) {
      byName.effective().forEach((name, e) -> walk(e.value(), "", scope.below(e.key()).in(name)));
    } else {
      walk(value, key, scope);
    }
  }

  // What a build pushes is not what runs here.
  private static boolean isOpaque(String parent, String key, Scope scope) {
    return OPAQUE.contains(key)
        || (key.equals("output") && (parent.equals("build") || scope.kind().isBuild()));
  }
}
