package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.config.RegularExpression;
import java.util.List;

/**
 * A rule that was written for another tool. Each decides as that tool documents it, with three
 * differences: never an older tag, unless asked for; a text that the tool cannot read lets nothing
 * pass, whatever the tool makes of it; of equal tags the one is picked that {@link Selection}
 * picks.
 */
public sealed interface PeerRule permits FluxRule, FluxV1Rule, KeelRule, ArgoRule, KargoRule {

  /** As it is written there; for messages. */
  String name();

  /** The policy that the rule means. It is closed, with the reason, where the rule means none. */
  default ImagePolicy policy() {
    try {
      return parsed();
    } catch (IllegalArgumentException e) {
      return ImagePolicy.closed(kind(), "the rule " + name() + " is wrong: " + e.getMessage());
    }
  }

  /** The nearest policy of {@code .tagboat.yaml}. */
  PolicyKind kind();

  /**
   * @throws IllegalArgumentException when the rule means nothing
   */
  ImagePolicy parsed();

  /**
   * @throws IllegalArgumentException naming the expression that is none
   */
  static List<Pattern> expressions(List<String> texts) {
    return texts.stream().map(PeerRule::expression).toList();
  }

  /**
   * @throws IllegalArgumentException naming the expression that is none
   */
  static Pattern expression(String text) {
    try {
      return RegularExpression.compile(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          text + " is not a regular expression (RE2 syntax): " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the range that is none
   */
  static TagPolicy semver(String range, VersionSpelling spelling) {
    try {
      return new SemverPolicy(range, false, spelling);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + range + "\" is " + e.getMessage(), e);
    }
  }

  /** Replaces whatever runs now, where the rule cannot compare with it. */
  static ImagePolicy adopting(PolicyKind kind, TagFilter filter, TagPolicy policy) {
    return new ImagePolicy(kind, filter, null, policy, ImageDemands.NONE, true);
  }
}
