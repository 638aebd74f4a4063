package dev.tagboat.server.clusters;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run in a cluster came to, as its applier says; see {@code report.schema.json}.
 *
 * @param time when the report was made
 * @param revision the commit that was looked at; null when none could be fetched
 * @param objects how many objects it asks for
 * @param changes what was done, without objects that were as they should be
 * @param health objects that are not current
 * @param leftOut how many entries did not fit into the report
 */
public record ClusterReport(
    String cluster,
    Instant time,
    @Nullable String revision,
    int objects,
    List<Change> changes,
    List<Health> health,
    List<Drift> drift,
    List<Image> images,
    List<String> problems,
    int leftOut) {
  public ClusterReport {
    changes = List.copyOf(changes);
    health = List.copyOf(health);
    drift = List.copyOf(drift);
    images = List.copyOf(images);
    problems = List.copyOf(problems);
  }

  /**
   * @param action such as {@code created} or {@code failed}
   */
  public record Change(
      String id, String action, String reason, List<String> diff, List<String> warnings) {
    public Change {
      diff = List.copyOf(diff);
      warnings = List.copyOf(warnings);
    }

    public boolean isFailed() {
      return action.equals("failed");
    }
  }

  /**
   * @param status a word of kstatus
   */
  public record Health(String id, String status, String reason) {}

  /**
   * @param healed whether it was written back
   * @param origin where the config repo says how it should be; null from older appliers
   * @param by the field managers that own what differs; empty when they are not known
   * @param changed when the last of them wrote, RFC 3339; null when that is not known
   * @param diff masked by the applier
   */
  public record Drift(
      String id,
      boolean healed,
      String reason,
      @Nullable Origin origin,
      List<String> by,
      @Nullable String changed,
      List<String> diff) {
    public Drift {
      by = List.copyOf(by);
      diff = List.copyOf(diff);
    }
  }

  /**
   * @param file from the root of the config repo; a folder without a line
   * @param line from 1; null where no single line says it
   */
  public record Origin(String file, @Nullable Integer line) {
    @Override
    public String toString() {
      return line == null ? file + "/" : file + ":" + line;
    }
  }

  /**
   * @param image as written in the object, without tag and digest
   * @param ready {@code 2/3}; null when the workload keeps no number
   * @param state a word of kstatus, of the workload
   * @param reason why it is not current; empty when it is, and from older appliers
   * @param deadline when it will have failed, RFC 3339; null unless it is in progress
   */
  public record Image(
      String image,
      @Nullable String tag,
      @Nullable String digest,
      String object,
      String container,
      @Nullable String ready,
      String state,
      String reason,
      @Nullable String deadline) {}

  /** Whether all of the revision was applied. */
  public boolean isApplied() {
    return revision != null && problems.isEmpty() && changes.stream().noneMatch(Change::isFailed);
  }

  /** What differs from the config repo, and was not written back. */
  public List<Drift> divergence() {
    return drift.stream().filter(one -> !one.healed()).toList();
  }
}
