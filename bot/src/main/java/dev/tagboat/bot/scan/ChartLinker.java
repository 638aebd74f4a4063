package dev.tagboat.bot.scan;

import java.util.List;

/**
 * A chart's image without a tag of its own runs the chart's {@code appVersion}: that is how {@code
 * helm create} writes its templates.
 */
final class ChartLinker implements Linker {
  private static final String CHART = "Chart.yaml";

  @Override
  public Leads leads(Scans scans) {
    return Leads.toPaths(
        scans.links(Link.ChartImage.class).stream().map(i -> chart(i.file())).distinct().toList());
  }

  @Override
  public void link(Scans scans, Sites sites) {
    for (Link.ChartImage image : scans.links(Link.ChartImage.class)) {
      List<Link.AppVersion> versions = scans.links(Link.AppVersion.class, chart(image.file()));
      if (!versions.isEmpty()) {
        sites.add(site(image, versions.get(0)));
      }
    }
  }

  private static Site site(Link.ChartImage image, Link.AppVersion version) {
    return new Site(
        version.file(),
        version.at(),
        SiteKind.CHART,
        image.image(),
        version.tag(),
        null,
        version.slice(),
        null,
        new Site.Surroundings(
            version.hints().isEmpty() ? image.hints() : version.hints(),
            List.of(),
            null,
            null,
            null));
  }

  private static String chart(String values) {
    return values.substring(0, values.lastIndexOf('/') + 1) + CHART;
  }
}
