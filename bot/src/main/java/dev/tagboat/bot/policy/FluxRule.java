package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.PolicyKind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Flux {@code ImagePolicy} with the {@code exclusionList} of its {@code ImageRepository}
 * (https://fluxcd.io/flux/components/image/imagepolicies/). One non-number fails Flux' whole
 * numerical policy; here it is refused alone.
 *
 * @param semverRange {@code spec.policy.semver.range}; a version needs three parts
 * @param alphabeticalOrder {@code spec.policy.alphabetical.order}, {@code asc} where it is left out
 * @param numericalOrder {@code spec.policy.numerical.order}, {@code asc} where it is left out
 * @param pattern {@code spec.filterTags.pattern}
 * @param extract {@code spec.filterTags.extract}, a template
 * @param exclusionList expressions; Flux' default is {@code ^.*\.sig$}
 */
public record FluxRule(
    @Nullable String semverRange,
    @Nullable String alphabeticalOrder,
    @Nullable String numericalOrder,
    @Nullable String pattern,
    @Nullable String extract,
    List<String> exclusionList)
    implements PeerRule {
  /** What an {@code ImageRepository} leaves out when it says nothing: signatures of cosign. */
  public static final List<String> DEFAULT_EXCLUSIONS = List.of("^.*\\.sig$");

  public FluxRule {
    exclusionList = List.copyOf(exclusionList);
  }

  @Override
  public String name() {
    return "ImagePolicy of Flux";
  }

  @Override
  public PolicyKind kind() {
    if (semverRange != null) {
      return PolicyKind.SEMVER;
    }
    return numericalOrder == null ? PolicyKind.ALPHABETICAL : PolicyKind.NUMERIC;
  }

  @Override
  public ImagePolicy parsed() {
    long given =
        Stream.of(semverRange, alphabeticalOrder, numericalOrder).filter(Objects::nonNull).count();
    if (given != 1) {
      throw new IllegalArgumentException(
          "exactly one of semver, alphabetical and numerical must be there");
    }
    Pattern filter = PeerRule.expression(pattern == null ? "" : pattern);
    return new ImagePolicy(
        kind(),
        new TagFilter(
            pattern == null ? List.of() : List.of(filter), PeerRule.expressions(exclusionList)),
        extract == null || extract.isEmpty() ? null : Extract.template(filter, extract),
        order(),
        ImageDemands.NONE,
        true);
  }

  private TagPolicy order() {
    if (semverRange != null) {
      return PeerRule.semver(semverRange, VersionSpelling.THREE_PARTS);
    }
    return numericalOrder == null
        ? ordered(OrderedPolicy.alphabetical(), String.valueOf(alphabeticalOrder))
        : ordered(OrderedPolicy.numeric(), numericalOrder);
  }

  private static TagPolicy ordered(OrderedPolicy policy, String order) {
    return switch (order) {
      case "asc", "" -> policy;
      case "desc" -> policy.reversed();
      default -> throw new IllegalArgumentException("order must be asc or desc");
    };
  }
}
