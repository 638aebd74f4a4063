package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Verdict.Way;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Packed;
import java.util.Optional;

/**
 * The trial of one object while it goes on; a {@link Verdict} is what remains of it.
 *
 * @param body what to apply
 * @param live the object as it is; empty when it does not exist
 */
record Attempt(
    Manifest manifest,
    Result result,
    Optional<Way> way,
    ObjectNode body,
    Optional<ObjectNode> live,
    boolean drifted) {
  Attempt with(Result other, Optional<Way> otherWay) {
    return new Attempt(manifest, other, otherWay, body, live, drifted);
  }

  Attempt withLive(Optional<ObjectNode> there) {
    return new Attempt(manifest, result, way, body, there, drifted);
  }

  Verdict verdict() {
    Optional<Gist> gist = live.map(Gist::of);
    return way.isEmpty()
        ? Verdict.none(manifest, result, gist, drifted)
        : new Verdict(manifest, result, way, Packed.of(body), live.map(Packed::of), gist, drifted);
  }
}
