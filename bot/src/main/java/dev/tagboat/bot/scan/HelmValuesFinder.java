package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlNode;
import java.util.regex.Pattern;

/** Values files of Helm charts, known by their names or by their directory. */
final class HelmValuesFinder implements Finder {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:[^/]*[-._])?values(?:[-._][^/]*)?\\.(?:yaml|yml|json)",
          Pattern.CASE_INSENSITIVE);

  /** Of any name, in a directory for nothing else. */
  private static final Pattern IN_DIRECTORY =
      Pattern.compile(
          "(?:.*/)?(?:[^/]*[-._])?values/[^.][^/]*\\.(?:yaml|yml)", Pattern.CASE_INSENSITIVE);

  private static final String SCHEMA = ".schema.json";

  @Override
  public boolean takes(String path, YamlNode root) {
    return isValuesFile(path);
  }

  static boolean isValuesFile(String path) {
    return (FILE.matcher(path).matches() && !path.endsWith(SCHEMA))
        || (IN_DIRECTORY.matcher(path).matches() && !ImageMapFinder.isOthers(path));
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ValuesWalk.findInFile(root, out);
  }
}
