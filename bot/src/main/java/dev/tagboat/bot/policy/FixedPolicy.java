package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.image.TagText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one tag, or none at all; no tag is higher than another. */
final class FixedPolicy implements TagPolicy {
  /** Whether a candidate is the tag that is meant. */
  @FunctionalInterface
  interface Rule {
    Decision decide(TagText current, TagText candidate);
  }

  private final Rule rule;
  private final boolean closed;
  private final @Nullable Tag only;

  private FixedPolicy(boolean closed, Rule rule) {
    this(closed, null, rule);
  }

  private FixedPolicy(boolean closed, @Nullable Tag only, Rule rule) {
    this.closed = closed;
    this.only = only;
    this.rule = rule;
  }

  static TagPolicy never() {
    return new FixedPolicy(
        true,
        (current, candidate) ->
            Decision.no(Rejection.KEPT, "policy never keeps " + current + " as it is"));
  }

  static TagPolicy digest() {
    return new FixedPolicy(
        false,
        (current, candidate) ->
            Decision.no(Rejection.KEPT, "policy digest keeps the tag " + current));
  }

  static TagPolicy exact(Tag wanted) {
    return new FixedPolicy(
        false,
        wanted,
        (current, candidate) ->
            candidate.equals(wanted)
                ? new Decision.Accepted(candidate + " is the tag that the policy names")
                : Decision.no(
                    Rejection.OUT_OF_RANGE, candidate + " is not " + wanted + ", the exact tag"));
  }

  /** Nothing passes, since something the user asked for cannot be honoured. */
  static TagPolicy closed(String sentence) {
    return new FixedPolicy(
        true, (current, candidate) -> Decision.no(Rejection.NOT_HONOURED, sentence));
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    return rule.decide(current.tag(), candidate.tag());
  }

  @Override
  public Decision admit(Subject candidate) {
    return rule.decide(candidate.tag(), candidate.tag());
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public Optional<Tag> only() {
    return Optional.ofNullable(only);
  }

  @Override
  public int compare(Subject a, Subject b) {
    return 0;
  }
}
