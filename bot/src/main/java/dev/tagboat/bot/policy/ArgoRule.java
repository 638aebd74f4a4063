package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Argo CD Image Updater
 * (https://argocd-image-updater.readthedocs.io/en/stable/configuration/images/).
 *
 * @param strategy {@code semver} (default), {@code newest-build} or {@code latest}, {@code
 *     alphabetical} or {@code name}, {@code digest}, in any case; whatever else is {@code semver}
 * @param constraint for {@code semver}, where none means any release; for {@code digest} the tag
 * @param allowTags {@code regexp:RE2} or {@code any}; null allows every tag
 * @param ignoreTags globs over whole tags
 * @param platforms looked at with {@code newest-build} and {@code digest}
 */
public record ArgoRule(
    @Nullable String strategy,
    @Nullable String constraint,
    @Nullable String allowTags,
    List<String> ignoreTags,
    List<String> platforms)
    implements PeerRule {
  private static final String REGEXP = "regexp:";

  public ArgoRule {
    ignoreTags = List.copyOf(ignoreTags);
    platforms = List.copyOf(platforms);
  }

  @Override
  public String name() {
    return "of Argo CD Image Updater";
  }

  @Override
  public PolicyKind kind() {
    return switch (strategy == null ? "" : strategy.toLowerCase(Locale.ROOT)) {
      case "newest-build", "latest" -> PolicyKind.NEWEST;
      case "alphabetical", "name" -> PolicyKind.ALPHABETICAL;
      case "digest" -> PolicyKind.DIGEST;
      default -> PolicyKind.SEMVER;
    };
  }

  /** Whether Image Updater knows no such strategy, and takes {@code semver}. */
  public boolean isMisspelt() {
    return strategy != null
        && kind() == PolicyKind.SEMVER
        && !strategy.isEmpty()
        && !strategy.equalsIgnoreCase("semver");
  }

  @Override
  public ImagePolicy parsed() {
    boolean byImage = kind() == PolicyKind.NEWEST || kind() == PolicyKind.DIGEST;
    TagFilter filter =
        new TagFilter(
            allowed(), PeerRule.expressions(ignoreTags.stream().map(Globs::ofPath).toList()));
    return new ImagePolicy(
        kind(),
        filter,
        null,
        order(),
        new ImageDemands(null, byImage ? platforms : List.of()),
        true);
  }

  private TagPolicy order() {
    boolean free = constraint == null || constraint.isEmpty();
    return switch (kind()) {
      case NEWEST -> new NewestPolicy();
      case ALPHABETICAL -> OrderedPolicy.alphabetical();
      case DIGEST -> {
        if (free) {
          throw new IllegalArgumentException("strategy digest needs a tag as constraint");
        }
        yield FixedPolicy.exact(new Tag(String.valueOf(constraint)));
      }
      default -> PeerRule.semver(free ? "*" : String.valueOf(constraint), VersionSpelling.LOOSE);
    };
  }

  private List<Pattern> allowed() {
    if (allowTags == null || allowTags.isEmpty() || allowTags.equals("any")) {
      return List.of();
    }
    if (!allowTags.startsWith(REGEXP)) {
      throw new IllegalArgumentException(
          "allow-tags must be any or regexp:EXPRESSION, not " + allowTags);
    }
    return List.of(PeerRule.expression(allowTags.substring(REGEXP.length())));
  }
}
