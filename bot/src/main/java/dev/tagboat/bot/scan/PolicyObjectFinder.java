package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;

/**
 * The policies of Flux and of Argo CD Image Updater as objects. The images they name are what they
 * look for, not what runs.
 */
final class PolicyObjectFinder implements Finder {
  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping && ForeignObjects.isPolicy(mapping);
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ForeignObjects.emit((YamlMapping) root, out);
  }
}
