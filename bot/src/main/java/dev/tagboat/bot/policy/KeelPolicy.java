package dev.tagboat.bot.policy;

import java.util.Locale;
import java.util.Optional;

/** Keel's steps: what may change is said relative to the version that runs. */
final class KeelPolicy implements TagPolicy {
  private static final String ANYTHING = "latest";

  /** The highest number that may change. */
  enum Step {
    /** Any, and pre-releases too. */
    ALL,
    MAJOR,
    MINOR,
    PATCH;

    boolean allows(SemanticVersion now, SemanticVersion next) {
      return switch (this) {
        case ALL, MAJOR -> true;
        case MINOR -> now.major().equals(next.major());
        case PATCH -> now.major().equals(next.major()) && now.minor().equals(next.minor());
      };
    }
  }

  private final Step step;
  private final boolean matchPrerelease;

  KeelPolicy(Step step, boolean matchPrerelease) {
    this.step = step;
    this.matchPrerelease = matchPrerelease;
  }

  @Override
  public Decision admit(Subject candidate) {
    return version(candidate).isPresent()
        ? new Decision.Accepted(candidate + " is a version")
        : Decision.no(
            Rejection.NOT_A_VERSION,
            candidate + " cannot be read as a version with two parts or more");
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    Optional<SemanticVersion> next = version(candidate);
    if (next.isEmpty()) {
      return admit(candidate);
    }
    if (current.text().equals(ANYTHING)) {
      return new Decision.Accepted(candidate + " is a version, and latest gives way to any");
    }
    return SemanticVersion.parse(current.text())
        .map(now -> decide(current, now, candidate, next.get(), allowDowngrade))
        .orElseGet(() -> Orders.none(current, candidate, "a version"));
  }

  private Decision decide(
      Subject current,
      SemanticVersion now,
      Subject candidate,
      SemanticVersion next,
      boolean allowDowngrade) {
    boolean samePrerelease = now.prerelease().equals(next.prerelease());
    if (!samePrerelease && matchPrerelease && step != Step.ALL) {
      return Decision.no(
          Rejection.PRERELEASE, candidate + " does not have the pre-release part of " + current);
    }
    Decision byOrder = Orders.decide(current, candidate, next.compareTo(now), allowDowngrade);
    return byOrder.isAccepted() && !step.allows(now, next)
        ? Decision.no(
            Rejection.OUT_OF_RANGE,
            candidate
                + " is further from "
                + current
                + " than policy "
                + step.name().toLowerCase(Locale.ROOT)
                + " goes")
        : byOrder;
  }

  @Override
  public int compare(Subject a, Subject b) {
    return SemanticVersion.compare(version(a), version(b));
  }

  private static Optional<SemanticVersion> version(Subject subject) {
    return VersionSpelling.TWO_PARTS.read(subject.text());
  }
}
