package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlSequence;

/** Files that are a list of operations (RFC 6902), which kustomizations name as patches. */
final class OperationsFinder implements Finder {
  @Override
  public boolean takes(String path, YamlNode root) {
    return Patches.isOperations(root);
  }

  @Override
  public void find(YamlNode root, Collector out) {
    Containers.linkOperations((YamlSequence) root, "", false, out);
    Patches.operations((YamlSequence) root, SiteKind.KUSTOMIZE, out);
  }
}
