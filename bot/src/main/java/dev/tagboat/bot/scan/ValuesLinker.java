package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A values file that sets a tag only takes the image's name from the files it is merged with: the
 * values files of its directory, {@code values.yaml} before all others, or the chart's {@code
 * values.yaml} one directory up. Only the very same keys count. A registry that stands beside the
 * tag, or for all images of its file, wins over the other file's; one that {@code values.yaml} sets
 * for all images holds for the files merged with it. Where a chart holds the values of one that it
 * depends on, the name stands in that one's {@code values.yaml}.
 */
final class ValuesLinker implements Linker {
  /** Where charts keep values files besides their own. */
  private static final List<String> BELOW_CHART =
      List.of("values", "ci", "env", "envs", "environments");

  private static final Set<String> MAIN = Set.of("values.yaml", "values.yml");

  private static final String STALE =
      "another values file sets a digest for this image, so the old image would run on whatever"
          + " tag stands here. Change it by hand.";

  private record Key(String directory, List<String> path) {}

  @Override
  public Leads leads(Scans scans) {
    Set<String> directories = new HashSet<>();
    Set<String> charts = new HashSet<>();
    Set<String> umbrellas = new HashSet<>();
    Subcharts subcharts = new Subcharts(scans.links(Link.Subchart.class));
    for (Link.ValuesImage image : scans.links(Link.ValuesImage.class)) {
      String directory = RepoPath.directory(image.file());
      directories.add(directory);
      above(directory).ifPresent(directories::add);
      if (isMain(image.file())) {
        addBelow(directory, directories);
        charts.addAll(chartsAround(directory, subcharts));
        umbrellas.add(directory);
      }
    }
    charts.forEach(
        chart -> {
          directories.add(chart);
          addBelow(chart, directories);
        });
    umbrellas.addAll(charts);
    for (Link.ValuesTag tag : scans.links(Link.ValuesTag.class)) {
      String directory = RepoPath.directory(tag.file());
      directories.add(directory);
      above(directory).ifPresent(directories::add);
    }
    return Leads.toValuesIn(directories)
        .and(Leads.toPaths(charts.stream().flatMap(ValuesLinker::chartFiles).toList()))
        .and(Leads.toUmbrellas(umbrellas));
  }

  private static void addBelow(String chart, Set<String> directories) {
    BELOW_CHART.forEach(name -> directories.add(chart.isEmpty() ? name : chart + "/" + name));
  }

  private static Stream<String> chartFiles(String chart) {
    String start = chart.isEmpty() ? "" : chart + "/";
    return ChartFinder.FILES.stream().map(name -> start + name);
  }

  /** All the charts that one is a part of, near and far. */
  private static Set<String> chartsAround(String chart, Subcharts subcharts) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> todo = new ArrayDeque<>(subcharts.around(chart));
    while (!todo.isEmpty()) {
      String next = todo.pop();
      if (found.add(next)) {
        todo.addAll(subcharts.around(next));
      }
    }
    return found;
  }

  @Override
  public void link(Scans scans, Sites sites) {
    Map<Key, List<Link.ValuesImage>> images = new HashMap<>();
    scans.links(Link.ValuesImage.class).forEach(image -> addByTag(image, images));
    ValuesRegistries registries = ValuesRegistries.of(scans);
    Subcharts subcharts = new Subcharts(scans.links(Link.Subchart.class));
    for (Link.ValuesTag tag : scans.links(Link.ValuesTag.class)) {
      base(tag, images)
          .or(() -> below(tag, images, subcharts))
          .flatMap(image -> site(tag, image, registries))
          .ifPresent(sites::add);
    }
    registries.rename(scans.links(Link.ValuesImage.class), sites);
  }

  private static void addByTag(Link.ValuesImage image, Map<Key, List<Link.ValuesImage>> images) {
    for (String tag : image.tagKeys()) {
      List<String> path = Stream.concat(image.path().stream(), Stream.of(tag)).toList();
      images
          .computeIfAbsent(
              new Key(RepoPath.directory(image.file()), path), key -> new ArrayList<>())
          .add(image);
    }
  }

  private static Optional<Link.ValuesImage> base(
      Link.ValuesTag tag, Map<Key, List<Link.ValuesImage>> images) {
    String directory = RepoPath.directory(tag.file());
    List<Link.ValuesImage> beside =
        images.getOrDefault(new Key(directory, tag.path()), List.of()).stream()
            .filter(image -> !image.file().equals(tag.file()))
            .toList();
    List<Link.ValuesImage> up =
        above(directory)
            .map(chart -> images.getOrDefault(new Key(chart, tag.path()), List.of()))
            .orElse(List.of());
    return main(beside).or(() -> main(up)).or(() -> agreed(beside));
  }

  private static Optional<Link.ValuesImage> below(
      Link.ValuesTag tag, Map<Key, List<Link.ValuesImage>> images, Subcharts subcharts) {
    String directory = RepoPath.directory(tag.file());
    return Stream.concat(Stream.of(directory), above(directory).stream())
        .flatMap(chart -> below(chart, tag.path(), images, subcharts).stream())
        .findFirst();
  }

  // The nearer chart's values win over those of what it depends on itself.
  private static Optional<Link.ValuesImage> below(
      String chart,
      List<String> path,
      Map<Key, List<Link.ValuesImage>> images,
      Subcharts subcharts) {
    String at = chart;
    for (int depth = 1; depth < path.size(); depth++) {
      at = subcharts.directory(at, path.get(depth - 1));
      Key key = new Key(at, path.subList(depth, path.size()));
      Optional<Link.ValuesImage> found = main(images.getOrDefault(key, List.of()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Link.ValuesImage> main(List<Link.ValuesImage> images) {
    return images.stream().filter(image -> isMain(image.file())).findFirst();
  }

  private static Optional<Link.ValuesImage> agreed(List<Link.ValuesImage> images) {
    Set<ImageName> names = images.stream().map(Link.ValuesImage::image).collect(Collectors.toSet());
    return names.size() == 1 ? images.stream().findFirst() : Optional.empty();
  }

  /** Whether a file holds a chart's own values. */
  static boolean isMain(String file) {
    return MAIN.contains(RepoPath.name(file));
  }

  /** The chart's directory, where a directory holds nothing but values for it. */
  static Optional<String> above(String directory) {
    return BELOW_CHART.contains(RepoPath.name(directory))
        ? Optional.of(RepoPath.directory(directory))
        : Optional.empty();
  }

  private static Optional<Site> site(
      Link.ValuesTag tag, Link.ValuesImage image, ValuesRegistries registries) {
    boolean stale = image.digest() && tag.digest() == null;
    return GlobalRegistry.merged(registries.complete(tag.parts(), tag.file()), image)
        .map(
            name ->
                new Site(
                    tag.file(),
                    tag.at(),
                    SiteKind.HELM_VALUES,
                    name,
                    tag.tag(),
                    tag.digest(),
                    tag.tagSlice(),
                    tag.digestSlice(),
                    stale ? tag.around().withOverride(STALE) : tag.around()));
  }
}
