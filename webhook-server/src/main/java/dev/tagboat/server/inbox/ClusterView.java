package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.ClusterReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster.
 *
 * @param reportedAt when the newest report was made, by our clock at the latest
 * @param receivedAt when it came
 * @param good the newest report of a run that applied everything; null when there was none
 */
public record ClusterView(
    String name,
    Instant reportedAt,
    Instant receivedAt,
    ClusterReport report,
    @Nullable ClusterReport good) {

  /** The report that says what runs; one of a run that ended early may not. */
  public ClusterReport running() {
    return report.isApplied() || good == null || !report.images().isEmpty() ? report : good;
  }
}
