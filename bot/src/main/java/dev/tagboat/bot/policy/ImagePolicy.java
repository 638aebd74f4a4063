package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Tag;
import java.util.Optional;

/** The whole rule for an image: its filters and its policy. */
public final class ImagePolicy {
  private final PolicyKind kind;
  private final TagFilter filter;
  private final TagPolicy policy;

  private ImagePolicy(PolicyKind kind, TagFilter filter, TagPolicy policy) {
    this.kind = kind;
    this.filter = filter;
    this.policy = policy;
  }

  /**
   * A rule with a key that this program cannot honour yet, or with a range that is none, gives a
   * policy that lets nothing pass and says why.
   */
  public static ImagePolicy of(ImageRule rule) {
    return of(rule, false);
  }

  /**
   * The same, where {@code numeric} and {@code alphabetical} follow the lower tag.
   *
   * @throws IllegalArgumentException for any other policy, which has one direction only
   */
  public static ImagePolicy descending(ImageRule rule) {
    if (rule.policy() != PolicyKind.NUMERIC && rule.policy() != PolicyKind.ALPHABETICAL) {
      throw new IllegalArgumentException(
          "order goes with policy numeric and alphabetical only, not with " + rule.policy().key());
    }
    return of(rule, true);
  }

  private static ImagePolicy of(ImageRule rule, boolean descending) {
    TagFilter filter = new TagFilter(rule.allow(), rule.ignore());
    return new ImagePolicy(rule.policy(), filter, policy(rule, descending));
  }

  /** One that lets nothing pass, since what somebody wrote cannot be understood. */
  public static ImagePolicy closed(String sentence) {
    return new ImagePolicy(
        PolicyKind.NEVER, new TagFilter(null, null), FixedPolicy.closed(sentence));
  }

  /** Why the range is none; empty when it is one, or not given. */
  public static Optional<String> invalidRange(ImageRule rule) {
    String range = rule.range();
    if (range == null || rule.policy() != PolicyKind.SEMVER) {
      return Optional.empty();
    }
    try {
      SemanticRange.parse(range);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("range is " + e.getMessage());
    }
  }

  public PolicyKind kind() {
    return kind;
  }

  /** Whether nothing ever passes, whatever the candidate: no need to look for one. */
  public boolean isClosed() {
    return policy.isClosed();
  }

  /**
   * Whether {@code candidate} may replace {@code current}. Where both are the same tag, whether its
   * digest may move.
   */
  public Decision decide(Tag current, Tag candidate, boolean allowDowngrade) {
    Optional<Decision> refused = filter.refuse(candidate);
    if (refused.isPresent()) {
      return refused.get();
    }
    return current.equals(candidate) && !policy.isClosed()
        ? new Decision.Accepted(candidate + " points to another image now")
        : policy.decide(current, candidate, allowDowngrade);
  }

  /** Whether the rule takes {@code candidate}, as far as that can be said without a current tag. */
  public Decision admit(Tag candidate) {
    return filter.refuse(candidate).orElseGet(() -> policy.admit(candidate));
  }

  /**
   * Whether {@code candidate} may go where a tag is to be written and nobody knows which one holds
   * now. What goes by the current tag has nothing against it then.
   */
  public Decision decideUnknown(Tag candidate) {
    Decision decision = admit(candidate);
    return decision instanceof Decision.Rejected no && no.kind() == Rejection.NO_ORDER
        ? new Decision.Accepted("no tag is written there yet, so it gets " + candidate)
        : decision;
  }

  /** Which of two accepted tags is higher; 0 when the policy sees no difference. */
  public int compare(Tag a, Tag b) {
    return policy.compare(a, b);
  }

  private static TagPolicy policy(ImageRule rule, boolean descending) {
    Optional<String> key = notHonoured(rule);
    if (key.isPresent()) {
      return FixedPolicy.closed(
          "the rule for "
              + rule.name()
              + " in .tagboat.yaml sets "
              + key.get()
              + ", which this version of Tagboat cannot honour yet, so nothing is changed");
    }
    try {
      return switch (rule.policy()) {
        case AUTO -> new AutoPolicy(rule.prerelease());
        case SEMVER -> new SemverPolicy(rule.range(), rule.prerelease());
        case NUMERIC -> directed(OrderedPolicy.numeric(), descending);
        case ALPHABETICAL -> directed(OrderedPolicy.alphabetical(), descending);
        case DIGEST -> FixedPolicy.digest();
        case EXACT -> FixedPolicy.exact(String.valueOf(rule.range()));
        case NEVER -> FixedPolicy.never();
        case CALVER, NEWEST -> throw new IllegalStateException("refused above");
      };
    } catch (IllegalArgumentException e) {
      return FixedPolicy.closed(
          "the rule for "
              + rule.name()
              + " in .tagboat.yaml has a range that is "
              + e.getMessage());
    }
  }

  private static TagPolicy directed(OrderedPolicy policy, boolean descending) {
    return descending ? policy.reversed() : policy;
  }

  /** The first key of the rule that this program reads but cannot honour yet. */
  public static Optional<String> notHonoured(ImageRule rule) {
    if (rule.policy() == PolicyKind.CALVER || rule.policy() == PolicyKind.NEWEST) {
      return Optional.of("policy: " + rule.policy().key());
    }
    if (rule.extract() != null) {
      return Optional.of("extract");
    }
    if (rule.pin() != Pin.KEEP) {
      return Optional.of("pin");
    }
    if (!rule.platforms().isEmpty()) {
      return Optional.of("platforms");
    }
    if (rule.minimumAge() != null) {
      return Optional.of("minimum-age");
    }
    return rule.verify() == null ? Optional.empty() : Optional.of("verify");
  }
}
