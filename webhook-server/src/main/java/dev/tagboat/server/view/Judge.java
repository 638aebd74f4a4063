package dev.tagboat.server.view;

import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Standing;
import dev.tagboat.server.inbox.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says how an image stands in a place. A cluster tells what runs, and git is what it applied, as
 * long as nothing differs; what was merged and is not in its revision yet, git has beyond that.
 *
 * @param newest the newest push that was not refused; null when there is none
 * @param merged the newest push that was merged; null when there is none
 * @param landed the newest push whose merge the cluster has applied; null when there is none
 */
record Judge(
    Place place,
    @Nullable Standing newest,
    @Nullable Standing merged,
    @Nullable String landed,
    Instant now) {

  /** How long a merge may take to arrive. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** What was merged before is not looked for in clusters, see class Landings. */
  private static final Duration RECENT = Duration.ofDays(14);

  private record Finding(Verdict verdict, String why) {}

  /** Where no cluster says what runs. */
  Cell unreported() {
    Standing known = merged;
    Finding finding = unapplied();
    if (finding == null) {
      finding = stage(false);
    }
    return new Cell(
        finding == null ? Verdict.UNKNOWN : finding.verdict(),
        finding == null ? silence() : finding.why(),
        List.of(),
        "",
        known == null ? null : known.tag(),
        known == null ? "nothing was merged yet" : "merged" + pullRequest(known),
        newest,
        0);
  }

  private String silence() {
    if (place.cluster() == null) {
      return "no configured cluster applies this config repo";
    }
    return place.view() == null
        ? "the cluster has not reported yet"
        : "the cluster reports nothing that runs it";
  }

  /** Why a cluster does not come to run it; null where it applied everything. */
  private @Nullable Finding unapplied() {
    ClusterView view = place.view();
    return view == null || view.report().isApplied()
        ? null
        : new Finding(Verdict.UNHEALTHY, Condition.of(view.report()).sentence());
  }

  /** Where a cluster runs it. */
  Cell reported(ClusterView view, List<ClusterReport.Image> images) {
    ClusterReport report = view.report();
    List<String> running =
        images.stream()
            .map(Judge::version)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .collect(Collectors.toList());
    int drifted = drifted(report, images);
    boolean pending = isPending(running);
    Finding finding = finding(report, images, drifted, pending);
    String git = git(report, running, drifted, pending);
    return new Cell(
        finding.verdict(),
        finding.why(),
        running,
        images.stream()
            .map(ClusterReport.Image::ready)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(""),
        git,
        gitSource(view, drifted, pending),
        newest,
        drifted);
  }

  private static @Nullable String version(ClusterReport.Image image) {
    String digest = image.digest();
    return image.tag() != null ? image.tag() : digest == null ? null : "@" + Links.brief(digest);
  }

  private static int drifted(ClusterReport report, List<ClusterReport.Image> images) {
    Set<String> objects =
        images.stream().map(ClusterReport.Image::object).collect(Collectors.toSet());
    return (int) report.divergence().stream().filter(drift -> objects.contains(drift.id())).count();
  }

  /** Whether git has a newer tag than what the cluster has applied. */
  private boolean isPending(List<String> running) {
    return merged != null
        && (landed == null || landed.compareTo(merged.pushId()) < 0)
        && !running.contains(merged.tag())
        && merged.since().isAfter(now.minus(RECENT));
  }

  private Finding finding(
      ClusterReport report, List<ClusterReport.Image> images, int drifted, boolean pending) {
    Condition condition = Condition.of(report, images);
    if (condition.state() == Condition.State.FAILED
        || condition.state() == Condition.State.DEGRADED) {
      return new Finding(Verdict.UNHEALTHY, condition.sentence());
    }
    if (drifted > 0) {
      return new Finding(Verdict.DIFFERS, drifted + " of its objects differ from git");
    }
    if (place.isStale(now)) {
      return new Finding(Verdict.SILENT, "nothing was heard of this cluster for too long");
    }
    Finding stage = stage(pending);
    if (stage != null && stage.verdict() != Verdict.REVIEW) {
      return stage;
    }
    if (condition.state() == Condition.State.PROGRESSING) {
      return new Finding(Verdict.ROLLING, condition.sentence());
    }
    return stage == null ? new Finding(Verdict.CURRENT, "runs what git says") : stage;
  }

  /** Where the newest push is on its way; null when it has arrived. */
  private @Nullable Finding stage(boolean pending) {
    if (newest != null && newest.state() == TargetState.FAILED) {
      return new Finding(Verdict.STUCK, newest.tag() + ": " + newest.sentence());
    }
    if (pending && merged != null) {
      boolean late = merged.since().plus(PATIENCE).isBefore(now);
      return new Finding(
          late ? Verdict.STUCK : Verdict.ROLLING,
          merged.tag()
              + " was merged"
              + pullRequest(merged)
              + (late ? " and has not arrived here since" : ", and is not applied here yet"));
    }
    if (newest != null && !newest.isInGit()) {
      return new Finding(
          Verdict.REVIEW,
          newest.state() == TargetState.WAITING
              ? newest.tag() + " waits for its turn in the config repo"
              : newest.tag() + " waits for review" + pullRequest(newest));
    }
    return null;
  }

  private @Nullable String git(
      ClusterReport report, List<String> running, int drifted, boolean pending) {
    if (pending && merged != null) {
      return merged.tag();
    }
    return drifted > 0 || !report.isApplied() || running.isEmpty()
        ? null
        : String.join(", ", running);
  }

  private String gitSource(ClusterView view, int drifted, boolean pending) {
    String revision = view.report().revision();
    if (pending && merged != null) {
      return "merged" + pullRequest(merged) + ", not applied here yet";
    }
    if (drifted > 0) {
      return "not known: what runs it differs from git";
    }
    return view.report().isApplied() && revision != null
        ? "revision " + Links.brief(revision) + ", applied without a difference"
        : "not known: the revision was not applied as a whole";
  }

  private static String pullRequest(Standing standing) {
    return standing.pullRequest() == null ? "" : " in #" + standing.pullRequest();
  }
}
