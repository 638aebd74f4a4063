package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Packed;
import java.util.Optional;

/**
 * What the trial of one object found.
 *
 * @param result as it is if nothing is written, or will be if it is
 * @param way how to write it; empty when nothing is to be written
 * @param body what to apply
 * @param live the object as it is; empty when it does not exist, or when nothing is to be written
 * @param gist of the object as it is; empty when it does not exist
 * @param drifted whether the config repo has not changed since it was applied last
 */
record Verdict(
    Manifest manifest,
    Result result,
    Optional<Way> way,
    Packed body,
    Optional<Packed> live,
    Optional<Gist> gist,
    boolean drifted) {
  /** How to write. */
  enum Way {
    APPLY,
    FORCE,
    RECREATE
  }

  /** When nothing is to be written. */
  static Verdict none(Manifest manifest, Result result, Optional<Gist> gist, boolean drifted) {
    return new Verdict(
        manifest, result, Optional.empty(), manifest.whole(), Optional.empty(), gist, drifted);
  }

  boolean isFailed() {
    return result.action() == Action.FAILED;
  }
}
