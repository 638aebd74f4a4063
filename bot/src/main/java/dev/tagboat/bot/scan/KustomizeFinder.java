package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;

/** {@code images} of a kustomization or component: {@code name, newName, newTag, digest}. */
final class KustomizeFinder implements Finder {
  private static final Set<String> FILES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  @Override
  public boolean takes(String path, YamlMapping root) {
    return FILES.contains(path.substring(path.lastIndexOf('/') + 1))
        || root.scalar("apiVersion")
            .filter(version -> version.value().startsWith("kustomize.config.k8s.io/"))
            .isPresent();
  }

  @Override
  public void find(YamlMapping root, SiteCollector sites) {
    for (YamlNode item : root.items("images")) {
      if (item instanceof YamlMapping entry) {
        find(entry.scalar("newName").or(() -> entry.scalar("name")), entry, sites);
      }
    }
  }

  // What runs is the new name; an entry without one only moves the tag of the old name.
  private static void find(Optional<YamlScalar> name, YamlMapping entry, SiteCollector sites) {
    name.filter(SiteCollector::isText)
        .ifPresent(
            scalar ->
                ImageName.parse(scalar.value())
                    .ifPresent(
                        image ->
                            sites.split(
                                SiteKind.KUSTOMIZE,
                                image,
                                scalar,
                                entry.scalar("newTag"),
                                entry.scalar("digest"))));
  }
}
