package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    TagFilter filter = new TagFilter(rule.allow(), rule.ignore());
    return new ImagePolicy(rule.policy(), filter, policy(rule));
  }

  public PolicyKind kind() {
    return kind;
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

  /** Which of two accepted tags is higher; 0 when the policy sees no difference. */
  public int compare(Tag a, Tag b) {
    return policy.compare(a, b);
  }

  private static TagPolicy policy(ImageRule rule) {
    String key = notHonoured(rule);
    if (key != null) {
      return FixedPolicy.closed(
          "the rule for "
              + rule.name()
              + " in .tagboat.yaml sets "
              + key
              + ", which this version of Tagboat cannot honour yet, so nothing is changed");
    }
    try {
      return switch (rule.policy()) {
        case AUTO -> new AutoPolicy(rule.prerelease());
        case SEMVER -> new SemverPolicy(rule.range(), rule.prerelease());
        case NUMERIC -> OrderedPolicy.numeric();
        case ALPHABETICAL -> OrderedPolicy.alphabetical();
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

  private static @Nullable String notHonoured(ImageRule rule) {
    if (rule.policy() == PolicyKind.CALVER || rule.policy() == PolicyKind.NEWEST) {
      return "policy: " + rule.policy().key();
    }
    if (rule.extract() != null) {
      return "extract";
    }
    if (rule.pin() != Pin.KEEP) {
      return "pin";
    }
    if (!rule.platforms().isEmpty()) {
      return "platforms";
    }
    if (rule.minimumAge() != null) {
      return "minimum-age";
    }
    return rule.verify() == null ? null : "verify";
  }
}
