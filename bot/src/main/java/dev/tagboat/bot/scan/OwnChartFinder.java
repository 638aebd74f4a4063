package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;

/** Manifests that have Tagboat's applier render a chart of the repo: {@code spec.values}. */
final class OwnChartFinder implements Finder {
  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && is(mapping, "kind", "Chart")
        && is(mapping, "apiVersion", "tagboat.dev/v1");
  }

  private static boolean is(YamlMapping mapping, String key, String value) {
    return mapping.scalar(key).map(YamlScalar::value).filter(value::equals).isPresent();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ((YamlMapping) root)
        .mapping("spec")
        .flatMap(spec -> spec.get("values"))
        .ifPresent(values -> ValuesWalk.find(values, SiteKind.HELM_VALUES, out));
  }
}
