package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;

/** Objects of Kubernetes, of whatever kind: nobody can list the kinds that there are. */
final class KubernetesFinder implements Finder {
  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && (isWhole(mapping) || (isPart(mapping) && !HelmValuesFinder.isValuesFile(path)));
  }

  private static boolean isWhole(YamlMapping root) {
    return root.scalar("apiVersion").isPresent() && root.scalar("kind").isPresent();
  }

  // Patches leave out the version, and the items of a typed list both.
  private static boolean isPart(YamlMapping root) {
    return root.mapping("spec").isPresent()
        && (root.scalar("kind").isPresent() || root.mapping("metadata").isPresent());
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ForeignObjects.emit((YamlMapping) root, out);
    ObjectWalk.find((YamlMapping) root, out);
  }
}
