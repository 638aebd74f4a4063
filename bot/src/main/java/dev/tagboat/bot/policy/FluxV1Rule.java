package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.PolicyKind;
import java.util.List;

/**
 * Flux 1, annotation {@code fluxcd.io/tag.CONTAINER}
 * (https://docs.fluxcd.io/en/1.25.4/references/fluxctl/): {@code semver:}, {@code glob:}, {@code
 * regexp:} or {@code regex:}; a glob without any of these. All but {@code semver:} go by the time
 * an image was made. What Flux 1 cannot read matches everything there, and nothing here.
 */
public record FluxV1Rule(String pattern) implements PeerRule {
  private static final String SEMVER = "semver:";
  private static final String GLOB = "glob:";
  private static final List<String> EXPRESSIONS = List.of("regexp:", "regex:");

  @Override
  public String name() {
    return "fluxcd.io/tag: " + pattern;
  }

  @Override
  public PolicyKind kind() {
    return pattern.startsWith(SEMVER) ? PolicyKind.SEMVER : PolicyKind.NEWEST;
  }

  @Override
  public ImagePolicy parsed() {
    if (pattern.startsWith(SEMVER)) {
      return PeerRule.adopting(
          kind(),
          TagFilter.NONE,
          PeerRule.semver(pattern.substring(SEMVER.length()), VersionSpelling.LOOSE));
    }
    return PeerRule.adopting(
        kind(), new TagFilter(PeerRule.expressions(allowed()), List.of()), new NewestPolicy());
  }

  private List<String> allowed() {
    for (String prefix : EXPRESSIONS) {
      if (pattern.startsWith(prefix)) {
        return List.of(pattern.substring(prefix.length()));
      }
    }
    String glob = pattern.startsWith(GLOB) ? pattern.substring(GLOB.length()) : pattern;
    return List.of(Globs.ofStars(glob));
  }
}
