package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.time.Instant;
import java.util.Optional;

/**
 * An image of a workload of ours.
 *
 * @param name as written, without tag and digest
 * @param digest as written, else as the node says
 * @param ready how many of how many are ready, such as {@code 2/3}; empty when it keeps no number
 * @param health of the workload
 * @param deadline when a workload that is still in progress will have failed
 */
public record RunningImage(
    String name,
    Optional<String> tag,
    Optional<String> digest,
    ObjectId object,
    String container,
    String ready,
    Health health,
    Optional<Instant> deadline) {

  /**
   * @param written {@code NAME[:TAG][@DIGEST]}
   * @param running the digest that the node says; may be empty
   */
  static RunningImage of(
      String written,
      String running,
      ObjectId object,
      String container,
      String ready,
      Health health,
      Optional<Instant> deadline) {
    int at = written.indexOf('@');
    String tagged = at < 0 ? written : written.substring(0, at);
    String pinned = at < 0 ? running : written.substring(at + 1);
    // A colon before a slash is that of a port.
    int colon = tagged.lastIndexOf(':');
    boolean hasTag = colon > tagged.lastIndexOf('/');
    return new RunningImage(
        hasTag ? tagged.substring(0, colon) : tagged,
        Optional.of(hasTag ? tagged.substring(colon + 1) : "").filter(tag -> !tag.isEmpty()),
        Optional.of(pinned).filter(digest -> !digest.isEmpty()),
        object,
        container,
        ready,
        health,
        deadline);
  }
}
