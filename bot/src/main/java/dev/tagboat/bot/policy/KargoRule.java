package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image subscription of a Kargo {@code Warehouse}
 * (https://docs.kargo.io/user-guide/how-to-guides/working-with-warehouses).
 *
 * @param strategy {@code SemVer} (default), {@code Lexical}, {@code NewestBuild}, {@code Digest}
 * @param constraint for {@code SemVer} a range, for {@code Digest} the tag
 * @param strictSemvers whether all three numbers must be there; Kargo's default is true
 * @param allowTagsRegexes one of these must be found; empty allows every tag
 * @param ignoreTagsRegexes win over the others
 * @param platform null for any
 */
public record KargoRule(
    @Nullable String strategy,
    @Nullable String constraint,
    boolean strictSemvers,
    List<String> allowTagsRegexes,
    List<String> ignoreTagsRegexes,
    @Nullable String platform)
    implements PeerRule {

  public KargoRule {
    allowTagsRegexes = List.copyOf(allowTagsRegexes);
    ignoreTagsRegexes = List.copyOf(ignoreTagsRegexes);
  }

  @Override
  public String name() {
    return "of the Kargo Warehouse";
  }

  @Override
  public PolicyKind kind() {
    return switch (strategy == null ? "" : strategy) {
      case "Lexical" -> PolicyKind.ALPHABETICAL;
      case "NewestBuild" -> PolicyKind.NEWEST;
      case "Digest" -> PolicyKind.DIGEST;
      default -> PolicyKind.SEMVER;
    };
  }

  @Override
  public ImagePolicy parsed() {
    TagFilter filter =
        new TagFilter(
            PeerRule.expressions(allowTagsRegexes), PeerRule.expressions(ignoreTagsRegexes));
    List<String> platforms = platform == null ? List.of() : List.of(platform);
    return new ImagePolicy(kind(), filter, null, order(), new ImageDemands(null, platforms), true);
  }

  private TagPolicy order() {
    boolean free = constraint == null || constraint.isEmpty();
    return switch (kind()) {
      case NEWEST -> new NewestPolicy();
      case ALPHABETICAL -> OrderedPolicy.alphabetical();
      case DIGEST -> {
        if (free) {
          throw new IllegalArgumentException("strategy Digest needs a tag as constraint");
        }
        yield FixedPolicy.exact(new Tag(String.valueOf(constraint)));
      }
      default -> {
        if (strategy != null && !strategy.isEmpty() && !strategy.equals("SemVer")) {
          throw new IllegalArgumentException("there is no strategy " + strategy);
        }
        yield semver(free);
      }
    };
  }

  // Without a constraint Kargo takes pre-releases too: any version matches, and the highest wins.
  private TagPolicy semver(boolean free) {
    VersionSpelling spelling = strictSemvers ? VersionSpelling.STRICT : VersionSpelling.LOOSE;
    return free
        ? new SemverPolicy(null, true, spelling)
        : PeerRule.semver(String.valueOf(constraint), spelling);
  }
}
