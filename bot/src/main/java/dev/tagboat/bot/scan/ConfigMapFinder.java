package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;

/**
 * Config maps: of their data, only what is named like a values file of Helm, as {@code valuesFrom}
 * of Flux and others read it. Everything else in there is anybody's text.
 */
final class ConfigMapFinder implements Finder {
  private static final ObjectKind CONFIG_MAP = new ObjectKind("", "ConfigMap");

  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping && ObjectKind.of(mapping).equals(CONFIG_MAP);
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ((YamlMapping) root).mapping("data").ifPresent(data -> values(data, out));
  }

  private static void values(YamlMapping data, Collector out) {
    data.effective()
        .forEach(
            (key, entry) -> {
              if (HelmValuesFinder.isValuesFile(key) && entry.value() instanceof YamlScalar text) {
                NestedValues.find(text, out.below(entry.key()));
              }
            });
  }
}
