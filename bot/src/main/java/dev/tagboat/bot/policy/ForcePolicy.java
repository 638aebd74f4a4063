package dev.tagboat.bot.policy;

import java.util.Optional;

/** Keel's {@code force}: whatever was pushed, but never a lower version than the one that runs. */
final class ForcePolicy implements TagPolicy {

  @Override
  public Decision admit(Subject candidate) {
    return new Decision.Accepted(candidate + " was pushed");
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    Optional<SemanticVersion> now = version(current);
    Optional<SemanticVersion> next = version(candidate);
    return now.isPresent() && next.isPresent()
        ? Orders.decide(current, candidate, next.get().compareTo(now.get()), allowDowngrade)
        : admit(candidate);
  }

  @Override
  public int compare(Subject a, Subject b) {
    return SemanticVersion.compare(version(a), version(b));
  }

  private static Optional<SemanticVersion> version(Subject subject) {
    return SemanticVersion.parse(subject.text());
  }
}
