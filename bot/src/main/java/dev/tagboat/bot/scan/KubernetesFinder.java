package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * Containers of Kubernetes objects. Not by a list of kinds: whatever has a pod or a pod template
 * where the built-in workloads have one, custom kinds included.
 */
final class KubernetesFinder implements Finder {
  /** Lists in lists are legal, and bounded by the parser's limit on depth. */
  private static final String LIST_ITEMS = "items";

  /** Pod; PodTemplate; Deployment and its like; CronJob. */
  private static final List<List<String>> POD_SPECS =
      List.of(
          List.of("spec"),
          List.of("template", "spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && mapping.scalar("apiVersion").isPresent()
        && mapping.scalar("kind").isPresent();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    object((YamlMapping) root, out);
  }

  private static void object(YamlMapping root, Collector sites) {
    boolean list = root.scalar("kind").filter(kind -> kind.value().endsWith("List")).isPresent();
    if (list) {
      for (YamlNode item : root.items(LIST_ITEMS)) {
        if (item instanceof YamlMapping object) {
          object(object, sites);
        }
      }
    }
    ForeignObjects.find(root, sites);
    for (List<String> way : POD_SPECS) {
      at(root, way).ifPresent(spec -> pod(root, spec, sites));
    }
  }

  private static void pod(YamlMapping object, YamlMapping spec, Collector sites) {
    for (String key : CONTAINERS) {
      for (YamlNode container : spec.items(key)) {
        if (container instanceof YamlMapping mapping) {
          String name = mapping.scalar("name").map(YamlScalar::value).orElse("");
          Collector near = ForeignObjects.hint(object, sites, name).map(sites::with).orElse(sites);
          Optional<YamlScalar> image = mapping.scalar("image");
          image.ifPresent(scalar -> near.reference(SiteKind.KUBERNETES, scalar));
        }
      }
    }
  }

  private static Optional<YamlMapping> at(YamlMapping root, List<String> way) {
    Optional<YamlMapping> here = Optional.of(root);
    for (String key : way) {
      here = here.flatMap(mapping -> mapping.mapping(key));
    }
    return here;
  }
}
