package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code appVersion} of a {@code Chart.yaml}, of which the values tell what it is the tag of;
 * and the charts that it depends on, which stood in {@code requirements.yaml} before Helm 3.
 */
final class ChartFinder implements Finder {
  static final String FILE = "Chart.yaml";

  /** What may name the charts that one depends on. */
  static final List<String> FILES = List.of(FILE, "requirements.yaml");

  private static final String LOCAL = "file://";
  private static final String APP_VERSION = "appVersion";

  @Override
  public boolean takes(String path, YamlNode root) {
    return isOne(path);
  }

  static boolean isOne(String path) {
    return FILES.contains(RepoPath.name(path));
  }

  @Override
  public void find(YamlNode root, Collector out) {
    if (root instanceof YamlMapping chart) {
      chart.items("dependencies").forEach(dependency -> subchart(dependency, out));
      YamlMapping.Entry entry = chart.effective().get(APP_VERSION);
      if (entry != null
          && RepoPath.name(out.path()).equals(FILE)
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

  private static void subchart(YamlNode node, Collector out) {
    if (node instanceof YamlMapping dependency) {
      Optional<String> name = text(dependency, "name");
      name.flatMap(n -> directory(dependency, n, RepoPath.directory(out.path())))
          .ifPresent(
              directory ->
                  out.link(
                      new Link.Subchart(
                          out.path(),
                          out.position(dependency),
                          text(dependency, "alias").orElse(name.orElse("")),
                          directory)));
    }
  }

  private static Optional<String> directory(YamlMapping dependency, String name, String chart) {
    String repository = text(dependency, "repository").orElse("");
    return RepoPath.resolve(
        chart,
        repository.startsWith(LOCAL) ? repository.substring(LOCAL.length()) : "charts/" + name);
  }

  private static Optional<String> text(YamlMapping dependency, String key) {
    return dependency.scalar(key).filter(Collector::isText).map(YamlScalar::value);
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
