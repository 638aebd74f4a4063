package dev.tagboat.server.view;

import dev.tagboat.server.clusters.ClusterReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What differs in each cluster.
 *
 * @param page from 1, of the objects that differ
 */
public record DriftPage(Frame frame, List<InCluster> places, int page, int pages) {
  public DriftPage {
    places = List.copyOf(places);
  }

  /** As much of it as a page holds; clusters of which it shows nothing are on the first one. */
  public static DriftPage of(
      Frame frame, List<Place> places, Function<Place, List<Drifted>> drifted, int page) {
    List<Drifted> all = places.stream().flatMap(place -> drifted.apply(place).stream()).toList();
    Portion<Drifted> part = Portion.of(all, Drifted::bytes, page);
    Map<Place, List<Drifted>> shown =
        part.shown().stream().collect(Collectors.groupingBy(Drifted::place));
    return new DriftPage(
        frame,
        places.stream()
            .filter(place -> part.page() == 1 || shown.containsKey(place))
            .map(place -> InCluster.of(place, shown.getOrDefault(place, List.of()), frame.now()))
            .toList(),
        part.page(),
        part.pages());
  }

  /** The address of another page. */
  public String address(int other) {
    return other == 1 ? "/drift" : "/drift?page=" + other;
  }

  /** The address of this page. */
  public String address() {
    return address(page);
  }

  /**
   * What differs in one cluster.
   *
   * @param problem why there may be more than is shown; empty when there is no reason
   */
  public record InCluster(Place place, List<Drifted> drifted, String summary, String problem) {
    public InCluster {
      drifted = List.copyOf(drifted);
    }

    /** What a cluster reports. */
    public static InCluster of(Place place, List<Drifted> drifted, Instant now) {
      if (place.view() == null) {
        return new InCluster(place, drifted, "has not reported yet", "");
      }
      ClusterReport report = place.view().report();
      return new InCluster(place, drifted, summary(report), problem(place, report, now));
    }

    private static String summary(ClusterReport report) {
      int open = report.divergence().size();
      if (open == 0 && report.revision() == null) {
        return "not known what differs";
      }
      return open == 0
          ? "nothing differs"
          : open + (open == 1 ? " object differs" : " objects differ");
    }

    private static String problem(Place place, ClusterReport report, Instant now) {
      if (report.revision() == null) {
        return "No revision of the config repo could be read, so there was nothing to compare with.";
      }
      if (!report.isApplied()) {
        return "The last run did not apply everything, so it may not have looked everywhere.";
      }
      if (place.isStale(now)) {
        return "Nothing was heard of this cluster for too long: this is how it was then.";
      }
      return report.leftOut() > 0
          ? "The report had no room for " + report.leftOut() + " further entries."
          : "";
    }
  }
}
