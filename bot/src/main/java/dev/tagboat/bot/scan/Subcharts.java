package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which charts of the repo depend on which, and so hold values for them. */
final class Subcharts {
  private static final String UNPACKED = "charts";

  /** By the chart's directory and the key in its values. */
  private final Map<String, Map<String, String>> directories = new HashMap<>();

  private final List<Link.Subchart> all;

  Subcharts(List<Link.Subchart> all) {
    this.all = all;
    for (Link.Subchart subchart : all) {
      directories
          .computeIfAbsent(RepoPath.directory(subchart.file()), chart -> new HashMap<>())
          .putIfAbsent(subchart.key(), subchart.directory());
    }
  }

  /** Where the chart stands whose values are at a key of another one's. */
  String directory(String chart, String key) {
    return directories.getOrDefault(chart, Map.of()).getOrDefault(key, unpacked(chart, key));
  }

  /** Where a chart stands that another one does not say it depends on. */
  static String unpacked(String chart, String key) {
    return (chart.isEmpty() ? "" : chart + "/") + UNPACKED + "/" + key;
  }

  /** The directories of the charts that one is known to be a part of. */
  List<String> around(String chart) {
    List<String> charts = new ArrayList<>();
    all.stream()
        .filter(subchart -> subchart.directory().equals(chart))
        .forEach(subchart -> charts.add(RepoPath.directory(subchart.file())));
    unpackedIn(chart).ifPresent(charts::add);
    return charts;
  }

  /** {@code a} of {@code a/charts/b}. */
  static Optional<String> unpackedIn(String chart) {
    String around = RepoPath.directory(chart);
    return RepoPath.name(around).equals(UNPACKED)
        ? Optional.of(RepoPath.directory(around))
        : Optional.empty();
  }
}
