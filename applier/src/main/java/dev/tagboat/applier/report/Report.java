package dev.tagboat.applier.report;

import dev.tagboat.applier.apply.Action;
import dev.tagboat.applier.apply.Drifted;
import dev.tagboat.applier.apply.Outcome;
import dev.tagboat.applier.apply.Result;
import dev.tagboat.applier.apply.RunningImage;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run came to; the log, the outputs and the server are told from this one value.
 *
 * @param revision the commit that was looked at; empty when none could be fetched
 * @param images of what runs
 * @param problems sentences about what is no single object's: the source, the files, the guards
 */
public record Report(
    Optional<String> revision,
    List<Result> results,
    SortedMap<ObjectId, Health> health,
    List<Drifted> drift,
    List<RunningImage> images,
    List<String> problems) {
  public Report {
    results = List.copyOf(results);
    health = Collections.unmodifiableSortedMap(new TreeMap<>(health));
    drift = List.copyOf(drift);
    images = List.copyOf(images);
    problems = List.copyOf(problems);
  }

  /** Of a run that ended before anything was applied. */
  public static Report stopped(Optional<String> revision, List<String> problems) {
    return new Report(revision, List.of(), new TreeMap<>(), List.of(), List.of(), problems);
  }

  public static Report of(String revision, Outcome outcome) {
    return new Report(
        Optional.of(revision),
        outcome.results(),
        outcome.health(),
        outcome.drift(),
        outcome.images(),
        List.of());
  }

  /** Likewise, when what was applied before was healed meanwhile, which came to that. */
  public Report with(Outcome healing) {
    return new Report(
        revision, healing.results(), healing.health(), healing.drift(), healing.images(), problems);
  }

  /** Whether the run ended before anything was applied. */
  public boolean isStopped() {
    return results.isEmpty() && !problems.isEmpty();
  }

  public boolean isFailed() {
    return !problems.isEmpty() || results.stream().anyMatch(r -> r.action() == Action.FAILED);
  }

  /** Whether something was, or would be, created, configured or deleted. */
  public boolean isDifferent() {
    return results.stream()
        .anyMatch(r -> r.action() != Action.UNCHANGED && r.action() != Action.SKIPPED);
  }

  /** Whether an image is still being rolled out. */
  public boolean isUnderWay() {
    return images.stream().anyMatch(image -> image.deadline().isPresent());
  }

  /** Whether something that runs an image is not ready, or not complete, and may yet be. */
  public boolean isUnfinished() {
    return images.stream().anyMatch(image -> image.health().state() == Health.State.IN_PROGRESS);
  }

  /** Whether a workload has failed to run its image. */
  public boolean isRolloutFailed() {
    return images.stream().anyMatch(image -> image.health().state() == Health.State.FAILED);
  }

  /** The same, with what went wrong later. */
  public Report with(List<String> more) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(more);
    return new Report(revision, results, health, drift, images, all);
  }

  /** What this one did, and how things are by a later one. */
  public Report followedBy(Report later) {
    return later.revision().equals(revision)
        ? new Report(revision, results, later.health, drift, later.images, later.problems)
        : later;
  }
}
