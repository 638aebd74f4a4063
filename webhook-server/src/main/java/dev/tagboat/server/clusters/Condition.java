package dev.tagboat.server.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a cluster, or a part of it, does.
 *
 * @param sentence why it is not healthy; empty when it is
 */
public record Condition(State state, String sentence) {

  /** From good to bad. */
  public enum State {
    HEALTHY,
    /** Something is still being rolled out. */
    PROGRESSING,
    /** All was applied, but not all of it works. */
    DEGRADED,
    /** Not all was applied. */
    FAILED;

    /** As the API and the database spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that spelling. */
    public static State of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  private static final int NAMED = 3;

  /** Of a cluster as a whole. */
  public static Condition of(ClusterReport report) {
    if (!report.isApplied()) {
      List<String> reasons = new ArrayList<>(report.problems());
      report.changes().stream()
          .filter(ClusterReport.Change::isFailed)
          .forEach(change -> reasons.add(change.id() + ": " + change.reason()));
      return new Condition(
          State.FAILED, some(reasons.isEmpty() ? List.of("no revision was read") : reasons));
    }
    List<ClusterReport.Health> bad =
        report.health().stream().filter(one -> !one.status().equals("current")).toList();
    List<ClusterReport.Health> failed =
        bad.stream().filter(one -> one.status().equals("failed")).toList();
    if (!failed.isEmpty()) {
      return new Condition(State.DEGRADED, some(sentences(failed)));
    }
    return bad.isEmpty()
        ? new Condition(State.HEALTHY, "")
        : new Condition(State.PROGRESSING, some(sentences(bad)));
  }

  private static List<String> sentences(List<ClusterReport.Health> health) {
    return health.stream().map(one -> one.id() + ": " + one.reason()).toList();
  }

  /** Of the workloads that run some of the images; of the cluster when none is known to. */
  public static Condition of(ClusterReport report, List<ClusterReport.Image> images) {
    Condition whole = of(report);
    if (whole.state() == State.FAILED || images.isEmpty()) {
      return whole;
    }
    List<String> failed = unready(images, true);
    List<String> waiting = unready(images, false);
    if (!failed.isEmpty()) {
      return new Condition(State.DEGRADED, some(failed));
    }
    return waiting.isEmpty()
        ? new Condition(State.HEALTHY, "")
        : new Condition(State.PROGRESSING, some(waiting));
  }

  private static List<String> unready(List<ClusterReport.Image> images, boolean failed) {
    return images.stream()
        .filter(image -> !image.state().equals("current"))
        .filter(image -> image.state().equals("failed") == failed)
        .map(image -> sentence(image, failed))
        .distinct()
        .toList();
  }

  private static String sentence(ClusterReport.Image image, boolean failed) {
    String ready = image.ready() == null ? "" : ": " + image.ready() + " ready";
    // While it is under way, the number says it all.
    return image.object()
        + ready
        + (failed && !image.reason().isEmpty()
            ? (ready.isEmpty() ? ": " : ", ") + image.reason()
            : "");
  }

  private static String some(List<String> sentences) {
    String named = sentences.stream().limit(NAMED).collect(Collectors.joining("; "));
    int more = sentences.size() - NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  /** {@code healthy}, or {@code degraded: apps/Deployment/shop/web: 1/3 ready}. */
  public String text() {
    return sentence.isEmpty() ? state.key() : state.key() + ": " + sentence;
  }
}
