package dev.tagboat.server.view;

import dev.tagboat.server.clusters.ClusterReport;
import java.time.Instant;
import java.util.List;

/** What differs in each cluster. */
public record DriftPage(Frame frame, List<InCluster> places) {
  public DriftPage {
    places = List.copyOf(places);
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
      return open == 0
          ? "nothing differs"
          : open + (open == 1 ? " object differs" : " objects differ");
    }

    private static String problem(Place place, ClusterReport report, Instant now) {
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
