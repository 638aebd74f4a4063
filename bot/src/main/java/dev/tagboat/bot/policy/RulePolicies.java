package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.config.RegularExpression;
import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a policy that a rule of {@code .tagboat.yaml} asks for. */
final class RulePolicies {
  /** What extract gives is compared by these only. */
  private static final Set<PolicyKind> COMPARING =
      Set.of(
          PolicyKind.AUTO,
          PolicyKind.SEMVER,
          PolicyKind.CALVER,
          PolicyKind.NUMERIC,
          PolicyKind.ALPHABETICAL);

  private RulePolicies() {}

  static List<RuleProblem> problems(ImageRule rule) {
    List<RuleProblem> problems = new ArrayList<>();
    try {
      policy(rule, false);
    } catch (IllegalArgumentException e) {
      problems.add(new RuleProblem("range", "range is " + e.getMessage()));
    }
    try {
      extract(rule);
    } catch (IllegalArgumentException e) {
      problems.add(new RuleProblem("extract", String.valueOf(e.getMessage())));
    }
    return problems;
  }

  /**
   * @throws IllegalArgumentException when the range is none
   */
  static TagPolicy policy(ImageRule rule, boolean descending) {
    String range = rule.range();
    boolean prereleases = rule.prerelease();
    return switch (rule.policy()) {
      case AUTO -> new AutoPolicy(prereleases);
      case SEMVER -> new SemverPolicy(range, prereleases, VersionSpelling.LOOSE);
      case CALVER ->
          range == null ? new DatedPolicy(prereleases) : new CalverPolicy(range, prereleases);
      case NUMERIC -> directed(OrderedPolicy.numeric(), descending);
      case ALPHABETICAL -> directed(OrderedPolicy.alphabetical(), descending);
      case NEWEST -> new NewestPolicy();
      case DIGEST -> FixedPolicy.digest();
      case EXACT -> FixedPolicy.exact(new Tag(String.valueOf(range)));
      case NEVER -> FixedPolicy.never();
    };
  }

  private static TagPolicy directed(OrderedPolicy policy, boolean descending) {
    return descending ? policy.reversed() : policy;
  }

  static TagFilter filter(ImageRule rule) {
    return new TagFilter(patterns(rule.allow()), patterns(rule.ignore()));
  }

  // The empty expression matches everything. Nobody who leaves ignore empty wants all ignored.

  private static List<Pattern> patterns(@Nullable String expression) {
    return expression == null || expression.isEmpty()
        ? List.of()
        : List.of(RegularExpression.compile(expression));
  }

  /**
   * @return null when the tag itself is compared
   * @throws IllegalArgumentException when there is nothing it could mean
   */
  static @Nullable Extract extract(ImageRule rule) {
    String text = rule.extract();
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!COMPARING.contains(rule.policy())) {
      throw new IllegalArgumentException(
          "policy " + rule.policy().key() + " compares no text, so it takes no extract");
    }
    return Extract.parse(text, rule.allow());
  }

  /**
   * Whether the rule says by itself what belongs there, so that it also replaces a current tag that
   * it cannot compare with.
   */
  static boolean adopts(ImageRule rule) {
    return rule.policy() != PolicyKind.AUTO && (rule.range() != null || extract(rule) != null);
  }
}
