package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlNode;
import java.util.regex.Pattern;

/** Values files of Helm charts, known by their names. */
final class HelmValuesFinder implements Finder {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:[^/]*[-._])?values(?:[-._][^/]*)?\\.(?:yaml|yml|json)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public boolean takes(String path, YamlNode root) {
    return isValuesFile(path);
  }

  static boolean isValuesFile(String path) {
    return FILE.matcher(path).matches();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ValuesWalk.find(root, SiteKind.HELM_VALUES, out);
  }
}
