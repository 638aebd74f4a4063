package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Kept;
import dev.tagboat.applier.desired.Manifest;
import java.util.Optional;

/**
 * What the trial of one object found.
 *
 * @param result as it is if nothing is written, or will be if it is
 * @param way how to write it; empty when nothing is to be written
 * @param wish what to apply
 * @param found the object as it is; empty when it does not exist
 * @param drifted whether the config repo has not changed since it was applied last
 */
record Verdict(
    Manifest manifest,
    Result result,
    Optional<Way> way,
    Kept wish,
    Optional<Kept> found,
    boolean drifted) {
  /** How to write. */
  enum Way {
    APPLY,
    FORCE,
    RECREATE
  }

  boolean isFailed() {
    return result.action() == Action.FAILED;
  }

  Verdict with(Result other, Optional<Way> otherWay) {
    return new Verdict(manifest, other, otherWay, wish, found, drifted);
  }

  ObjectNode body() {
    return wish.whole();
  }

  Optional<ObjectNode> live() {
    return found.map(Kept::whole);
  }
}
