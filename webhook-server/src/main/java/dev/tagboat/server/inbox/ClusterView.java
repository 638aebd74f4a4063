package dev.tagboat.server.inbox;

import dev.tagboat.server.auth.Proof;
import dev.tagboat.server.clusters.ClusterReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster.
 *
 * @param reportedAt when the newest report was made, by our clock at the latest
 * @param receivedAt when it came
 * @param good the newest report of a run that applied everything; null when there was none
 * @param proven what its applier proved itself with last; null when that is not known
 */
public record ClusterView(
    String name,
    Instant reportedAt,
    Instant receivedAt,
    ClusterReport report,
    @Nullable ClusterReport good,
    @Nullable Proven proven) {

  /**
   * @param at when it did
   */
  public record Proven(Proof proof, Instant at) {}

  /**
   * How far the newest report's own time is from when it came, negative when it is ahead: then the
   * cluster's clock is.
   */
  public Duration delay() {
    return Duration.between(report.time(), receivedAt);
  }

  /** The report that says what runs; one of a run that ended early may not. */
  public ClusterReport running() {
    return report.isApplied() || good == null || !report.images().isEmpty() ? report : good;
  }
}
