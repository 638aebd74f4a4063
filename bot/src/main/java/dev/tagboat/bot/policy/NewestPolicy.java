package dev.tagboat.bot.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * Follows the image that was made last. Of images of one time none replaces the other; where
 * neither runs, the tag later in byte order is picked, as in Argo CD Image Updater and Kargo.
 */
final class NewestPolicy implements TagPolicy {

  @Override
  public Decision admit(Subject candidate) {
    Optional<Instant> time = candidate.created();
    return time.isPresent()
        ? new Decision.Accepted(candidate + " was made at " + time.get())
        : unknown(candidate);
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    if (candidate.created().isEmpty()) {
      return unknown(candidate);
    }
    return current.created().isEmpty()
        ? unknown(current)
        : Orders.decide(current, candidate, compare(candidate, current), allowDowngrade);
  }

  static Decision unknown(Subject subject) {
    return Decision.no(
        Rejection.AGE_UNKNOWN,
        "when the image of "
            + subject.tag()
            + " was made is not known: nobody asked the registry, or the image does not say");
  }

  @Override
  public int compare(Subject a, Subject b) {
    return time(a).compareTo(time(b));
  }

  @Override
  public boolean needsCreated() {
    return true;
  }

  private static Instant time(Subject subject) {
    return subject.created().orElse(Instant.MIN);
  }
}
