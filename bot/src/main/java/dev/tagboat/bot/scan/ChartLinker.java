package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A chart's image without a tag of its own runs the chart's {@code appVersion}: that is how {@code
 * helm create} writes its templates.
 */
final class ChartLinker implements Linker {

  @Override
  public Leads leads(Scans scans) {
    Set<String> charts = new HashSet<>();
    Set<String> directories = new HashSet<>();
    for (Link.ChartImage image : scans.links(Link.ChartImage.class)) {
      charts.add(chart(image.file()));
      // Another image of the chart may take its tag from there too.
      directories.add(RepoPath.directory(image.file()));
    }
    return Leads.toPaths(charts).and(Leads.toValuesIn(directories));
  }

  @Override
  public void link(Scans scans, Sites sites) {
    Map<String, List<Link.ChartImage>> byChart =
        scans.links(Link.ChartImage.class).stream()
            .collect(Collectors.groupingBy(image -> chart(image.file())));
    Map<Place, Link.AppVersion> left = new HashMap<>();
    byChart.forEach(
        (chart, images) ->
            scans.links(Link.AppVersion.class, chart).stream()
                .limit(1)
                .forEach(version -> link(version, images, left, sites)));
    if (!left.isEmpty()) {
      sites.update(site -> pointed(site, left.get(Place.of(site))));
    }
  }

  private static void link(
      Link.AppVersion version,
      List<Link.ChartImage> images,
      Map<Place, Link.AppVersion> left,
      Sites sites) {
    List<Link.ChartImage> own = images.stream().filter(image -> isOwn(image, version)).toList();
    for (Link.ChartImage image : own) {
      if (image.sure()) {
        left.put(Place.of(image), version);
        sites.add(site(image, version, blocked(image, own)));
      }
    }
  }

  // Fail closed: only the templates tell what another image without a tag runs.
  private static @Nullable String blocked(Link.ChartImage image, List<Link.ChartImage> all) {
    return all.stream()
        .filter(other -> !other.sure() && !other.image().equals(image.image()))
        .findFirst()
        .map(
            other ->
                other.image()
                    + " at "
                    + other.file()
                    + ":"
                    + other.at()
                    + " has no tag either, and may run this appVersion too. Give each its own tag"
                    + " in the values.")
        .orElse(null);
  }

  private record Place(String file, Position at) {
    static Place of(Link.ChartImage image) {
      return new Place(image.file(), image.at());
    }

    static Place of(Site site) {
      return new Place(site.file(), site.at());
    }
  }

  private static boolean isOwn(Link.ChartImage image, Link.AppVersion version) {
    return image.path().isEmpty() || !version.subcharts().contains(image.path().get(0));
  }

  private static Site pointed(Site site, Link.@Nullable AppVersion version) {
    return version == null || site.tag() != null
        ? site
        : site.with(
            site.around()
                .withImplied(version.tag())
                .withOverride(
                    "no tag is written there, so the chart's appVersion holds, at "
                        + version.file()
                        + ":"
                        + version.at()));
  }

  private static Site site(
      Link.ChartImage image, Link.AppVersion version, @Nullable String blocked) {
    return new Site(
        version.file(),
        version.at(),
        SiteKind.CHART,
        image.image(),
        version.tag(),
        null,
        version.slice(),
        null,
        Site.Surroundings.of(version.hints().isEmpty() ? image.hints() : version.hints())
            .withOverride(blocked));
  }

  private static String chart(String values) {
    return values.substring(0, values.lastIndexOf('/') + 1) + ChartFinder.FILE;
  }
}
