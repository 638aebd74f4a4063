package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** The {@code appVersion} of a {@code Chart.yaml}; what it is the tag of, the values tell. */
final class ChartFinder implements Finder {
  static final String FILE = "Chart.yaml";

  private static final String APP_VERSION = "appVersion";

  @Override
  public boolean takes(String path, YamlNode root) {
    return RepoPath.name(path).equals(FILE);
  }

  @Override
  public void find(YamlNode root, Collector out) {
    if (root instanceof YamlMapping chart) {
      YamlMapping.Entry entry = chart.effective().get(APP_VERSION);
      if (entry != null
          && entry.value() instanceof YamlScalar version
          && Collector.isText(version)) {
        link(chart, version, out.below(entry.key()));
      }
    }
  }

  private static void link(YamlMapping chart, YamlScalar version, Collector out) {
    Tag.parse(version.value())
        .ifPresent(
            tag ->
                out.link(
                    new Link.AppVersion(
                        out.path(),
                        out.position(version),
                        tag,
                        new Slice(out.way(version), 0, version.value().length()),
                        subcharts(chart),
                        out.around(version, List.of(version), null, null).hints())));
  }

  private static List<String> subcharts(YamlMapping chart) {
    List<String> names = new ArrayList<>();
    for (YamlNode dependency : chart.items("dependencies")) {
      if (dependency instanceof YamlMapping mapping) {
        mapping
            .scalar("alias")
            .or(() -> mapping.scalar("name"))
            .map(YamlScalar::value)
            .ifPresent(names::add);
      }
    }
    return names;
  }
}
