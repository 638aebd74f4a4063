package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The containers that kustomize's image transformer finds: items of any list {@code containers} or
 * {@code initContainers}, in any kind of object.
 */
final class Containers {
  private static final Set<String> LISTS = Set.of("containers", "initContainers");
  private static final Set<String> SELECTORS = Set.of("labelSelector", "annotationSelector");
  private static final Pattern IMAGE =
      Pattern.compile("/(?:.*/)?((?:containers|initContainers)/\\d+)/image");

  private final String object;
  private final Collector out;
  private final List<Link.Container> found = new ArrayList<>();
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Containers(String object, Collector out) {
    this.object = object;
    this.out = out;
  }

  /**
   * @param document of a file
   */
  static void link(YamlNode document, Collector out) {
    link(document, "", false, out);
  }

  /**
   * @param target the object that the patch is for, as {@link #object} gives it; empty when the
   *     patch itself says it
   */
  static void linkPatch(YamlNode patch, String target, Collector out) {
    link(patch, target, true, out);
  }

  private static void link(YamlNode document, String target, boolean inPatch, Collector out) {
    if (document instanceof YamlMapping root && root.scalar("kind").isPresent()) {
      String own = root.scalar("kind").map(YamlScalar::value).orElse("") + "/" + name(root);
      Containers containers = new Containers(target.isEmpty() ? own : target, out);
      containers.walk(root);
      if (!containers.found.isEmpty()) {
        out.link(new Link.Containers(out.path(), out.position(root), inPatch, containers.found));
      }
    }
  }

  /**
   * @param operations a patch
   * @param target as {@link #object} gives it; empty when only a kustomization knows it
   */
  static void linkOperations(
      YamlSequence operations, String target, boolean inPatch, Collector out) {
    Containers containers = new Containers(target, out);
    for (YamlNode item : operations.items()) {
      if (item instanceof YamlMapping operation && Patches.isWriting(operation)) {
        Matcher path = IMAGE.matcher(Patches.path(operation));
        Optional<YamlScalar> image = operation.scalar("value");
        if (path.matches() && image.isPresent()) {
          Position at = out.position(image.get());
          containers.found.add(new Link.Container(target, "", path.group(1), at));
        }
      }
    }
    if (!containers.found.isEmpty()) {
      out.link(
          new Link.Containers(out.path(), out.position(operations), inPatch, containers.found));
    }
  }

  /**
   * What a patch's {@code target} names, as in {@link Link.Container}; empty when nothing but the
   * objects themselves can tell.
   */
  static String object(YamlMapping target) {
    String kind = target.scalar("kind").map(YamlScalar::value).orElse("");
    String name = target.scalar("name").map(YamlScalar::value).orElse("");
    boolean selects = SELECTORS.stream().anyMatch(key -> target.get(key).isPresent());
    return selects || (kind.isEmpty() && name.isEmpty()) ? "" : kind + "/" + name;
  }

  private static String name(YamlMapping root) {
    return root.mapping("metadata")
        .flatMap(metadata -> metadata.scalar("name"))
        .map(YamlScalar::value)
        .orElse("");
  }

  private void walk(YamlNode node) {
    if (node instanceof YamlScalar || !seen.add(node)) {
      return;
    }
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(this::walk);
    } else if (node instanceof YamlMapping mapping) {
      mapping
          .effective()
          .forEach(
              (key, entry) -> {
                if (LISTS.contains(key) && entry.value() instanceof YamlSequence list) {
                  containers(key, list.items());
                }
                walk(entry.value());
              });
    }
  }

  private void containers(String list, List<YamlNode> items) {
    for (int i = 0; i < items.size(); i++) {
      container(list, i, items.get(i));
    }
  }

  private void container(String list, int index, YamlNode item) {
    if (item instanceof YamlMapping container) {
      String name = container.scalar("name").map(YamlScalar::value).orElse("");
      container
          .scalar("image")
          .ifPresent(
              image ->
                  found.add(
                      new Link.Container(
                          object, list + "/" + name, list + "/" + index, out.position(image))));
    }
  }
}
