package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.PolicyKind;
import java.util.List;

/**
 * Keel, {@code keel.sh/policy} (https://keel.sh/docs/#policies): {@code all}, {@code major}, {@code
 * minor}, {@code patch}, {@code force}, {@code never}, {@code glob:…}, {@code regexp:…}.
 *
 * @param matchPreRelease {@code keel.sh/matchPreRelease}, true by default: a pre-release follows
 *     only the same pre-release of a lower version
 * @param matchTag {@code keel.sh/matchTag}, false by default: {@code force} keeps to the tag
 */
public record KeelRule(String text, boolean matchPreRelease, boolean matchTag) implements PeerRule {
  private static final String GLOB = "glob:";
  private static final String REGEXP = "regexp:";

  @Override
  public String name() {
    return "keel.sh/policy: " + text;
  }

  @Override
  public PolicyKind kind() {
    if (text.startsWith(GLOB) || text.startsWith(REGEXP)) {
      return PolicyKind.ALPHABETICAL;
    }
    return switch (text) {
      case "force" -> matchTag ? PolicyKind.DIGEST : PolicyKind.NEWEST;
      case "never", "" -> PolicyKind.NEVER;
      default -> PolicyKind.SEMVER;
    };
  }

  @Override
  public ImagePolicy parsed() {
    if (text.startsWith(GLOB)) {
      return matching(PeerRule.expression(Globs.ofStars(text.substring(GLOB.length()))));
    }
    if (text.startsWith(REGEXP)) {
      return matching(PeerRule.expression(text.substring(REGEXP.length())));
    }
    return plain(
        switch (text) {
          case "all" -> new KeelPolicy(KeelPolicy.Step.ALL, matchPreRelease);
          case "major" -> new KeelPolicy(KeelPolicy.Step.MAJOR, matchPreRelease);
          case "minor" -> new KeelPolicy(KeelPolicy.Step.MINOR, matchPreRelease);
          case "patch" -> new KeelPolicy(KeelPolicy.Step.PATCH, matchPreRelease);
          case "force" -> matchTag ? FixedPolicy.digest() : new ForcePolicy();
          case "never", "" -> FixedPolicy.never();
          default ->
              throw new IllegalArgumentException(
                  "there are all, major, minor, patch, force, never, glob: and regexp:");
        });
  }

  private ImagePolicy plain(TagPolicy policy) {
    return new ImagePolicy(kind(), TagFilter.NONE, null, policy, ImageDemands.NONE, false);
  }

  /** In byte order, of the group {@code compare} where the expression has one. */
  private ImagePolicy matching(Pattern pattern) {
    Integer group = pattern.namedGroups().get("compare");
    return new ImagePolicy(
        kind(),
        new TagFilter(List.of(pattern), List.of()),
        group == null ? null : new Extract(pattern, null, group),
        OrderedPolicy.alphabetical(),
        ImageDemands.NONE,
        true);
  }
}
