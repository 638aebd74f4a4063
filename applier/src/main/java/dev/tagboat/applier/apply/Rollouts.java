package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long objects have been in progress, from one run to the next: one that is so for longer than
 * the deadline has failed, until it is current or is changed. A Job may take its time, and a volume
 * claim may wait for its first pod: these two have no deadline.
 */
final class Rollouts {
  private static final Set<String> PATIENT = Set.of("Job", "PersistentVolumeClaim");

  private final Duration deadline;
  private final Clock clock;
  private final Map<ObjectId, Open> open = new HashMap<>();

  private record Open(String version, Instant until, boolean told) {}

  Rollouts(Duration deadline, Clock clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  /** The health of an object, when its deadline is considered too. */
  Health judged(ObjectId id, Gist gist) {
    Health health = gist.health();
    if (health.state() != Health.State.IN_PROGRESS || PATIENT.contains(id.kind())) {
      open.remove(id);
      return health;
    }
    String version = gist.version();
    Open before = open.get(id);
    Open now =
        before != null && before.version().equals(version)
            ? before
            : new Open(version, clock.instant().plus(deadline), false);
    boolean over = !clock.instant().isBefore(now.until());
    open.put(id, new Open(version, now.until(), over));
    return over
        ? new Health(
            Health.State.FAILED,
            "is not ready after " + deadline.toSeconds() + "s: " + health.sentence())
        : health;
  }

  /** When an object that is in progress will have failed; empty for any other. */
  Optional<Instant> until(ObjectId id) {
    return Optional.ofNullable(open.get(id)).filter(one -> !one.told()).map(Open::until);
  }

  /** Forgets all other objects. */
  void keep(Collection<ObjectId> ids) {
    open.keySet().retainAll(ids);
  }

  /** Whether a deadline is over of which nothing was said yet. */
  boolean isDue() {
    return open.values().stream()
        .anyMatch(one -> !one.told() && !clock.instant().isBefore(one.until()));
  }
}
