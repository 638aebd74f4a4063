package dev.tagboat.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as the API shows it; times are RFC 3339 in UTC.
 *
 * @param state of {@link Condition}, or {@code unknown} before the first report
 * @param reportedAt when its newest report was made
 * @param ageSeconds of that
 * @param stale whether nothing was heard for longer than configured
 * @param revision the commit of that report
 * @param differs whether something in it is otherwise than that commit says, or could not be
 *     applied; null without a commit
 * @param drifted how many objects are otherwise, and were not written back
 */
record ClusterJson(
    String name,
    String environment,
    String repository,
    String state,
    String sentence,
    @Nullable String reportedAt,
    @Nullable Long ageSeconds,
    boolean stale,
    @Nullable String revision,
    @Nullable Boolean differs,
    int drifted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DetailJson detail) {

  /**
   * @param running when and of which commit {@code images} were reported
   */
  record DetailJson(
      RunningJson running,
      int objects,
      List<ChangeJson> changes,
      List<HealthJson> health,
      List<DriftJson> drift,
      List<String> problems,
      int leftOut,
      List<EventJson> history) {}

  record RunningJson(String at, @Nullable String revision, List<ImageJson> images) {}

  record ImageJson(
      String image,
      @Nullable String tag,
      @Nullable String digest,
      String object,
      String container,
      @Nullable String ready,
      String state,
      String reason,
      @Nullable String deadline) {}

  record ChangeJson(
      String id, String action, String reason, List<String> diff, List<String> warnings) {}

  record HealthJson(String id, String status, String reason) {}

  /**
   * @param file where the config repo says how it should be; a folder without a line
   * @param by the field managers that own what differs
   */
  record DriftJson(
      String id,
      boolean healed,
      String reason,
      @Nullable String file,
      @Nullable Integer line,
      List<String> by,
      @Nullable String changed,
      List<String> diff) {
    static DriftJson of(ClusterReport.Drift drift) {
      ClusterReport.Origin origin = drift.origin();
      return new DriftJson(
          drift.id(),
          drift.healed(),
          drift.reason(),
          origin == null ? null : origin.file(),
          origin == null ? null : origin.line(),
          drift.by(),
          drift.changed(),
          drift.diff());
    }
  }

  record EventJson(String at, String kind, @Nullable String revision, String detail) {}

  /** Without details, for a list. */
  static ClusterJson of(Cluster cluster, @Nullable ClusterView view, Instant now) {
    return view == null ? unheard(cluster) : heard(cluster, view, now, null);
  }

  /** With all there is. */
  static ClusterJson of(
      Cluster cluster, @Nullable ClusterView view, Instant now, List<ClusterEvent> history) {
    return view == null ? unheard(cluster) : heard(cluster, view, now, detail(view, history));
  }

  private static ClusterJson unheard(Cluster cluster) {

    return new ClusterJson(
        cluster.name(),
        cluster.environment(),
        cluster.repository(),
        "unknown",
        "has not reported yet",
        null,
        null,
        true,
        null,
        null,
        0,
        null);
  }

  private static ClusterJson heard(
      Cluster cluster, ClusterView view, Instant now, @Nullable DetailJson detail) {
    ClusterReport report = view.report();
    Condition condition = Condition.of(report);
    Duration age = Duration.between(view.reportedAt(), now);
    int drifted = report.divergence().size();
    return new ClusterJson(
        cluster.name(),
        cluster.environment(),
        cluster.repository(),
        condition.state().key(),
        condition.sentence(),
        view.reportedAt().toString(),
        Math.max(0, age.toSeconds()),
        age.compareTo(cluster.staleAfter()) > 0,
        report.revision(),
        report.revision() == null ? null : drifted > 0 || !report.isApplied(),
        drifted,
        detail);
  }

  private static DetailJson detail(ClusterView view, List<ClusterEvent> history) {
    ClusterReport report = view.report();
    ClusterReport running = view.running();
    return new DetailJson(
        new RunningJson(
            running.time().toString(),
            running.revision(),
            running.images().stream().map(ClusterJson::image).toList()),
        report.objects(),
        report.changes().stream()
            .map(c -> new ChangeJson(c.id(), c.action(), c.reason(), c.diff(), c.warnings()))
            .toList(),
        report.health().stream().map(h -> new HealthJson(h.id(), h.status(), h.reason())).toList(),
        report.drift().stream().map(DriftJson::of).toList(),
        report.problems(),
        report.leftOut(),
        history.stream()
            .map(e -> new EventJson(e.at().toString(), e.kind(), e.revision(), e.detail()))
            .toList());
  }

  private static ImageJson image(ClusterReport.Image image) {
    return new ImageJson(
        image.image(),
        image.tag(),
        image.digest(),
        image.object(),
        image.container(),
        image.ready(),
        image.state(),
        image.reason(),
        image.deadline());
  }
}
