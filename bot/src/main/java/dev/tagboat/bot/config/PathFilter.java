package dev.tagboat.bot.config;

import java.util.List;

/** Whether a path is to be looked at. */
public final class PathFilter {
  private final List<PathPattern> include;
  private final List<PathPattern> exclude;

  PathFilter(List<PathPattern> include, List<PathPattern> exclude) {
    this.include = List.copyOf(include);
    this.exclude = List.copyOf(exclude);
  }

  /**
   * Those that one of some patterns takes, as in {@code scan.include} of {@code .tagboat.yaml}.
   *
   * @throws IllegalArgumentException when one is no pattern, one sentence
   */
  public static PathFilter of(List<String> patterns) {
    return new PathFilter(patterns.stream().map(PathPattern::parse).toList(), List.of());
  }

  /**
   * @param path relative to the repo's root, with {@code /}
   */
  public boolean accepts(String path) {
    return include.stream().anyMatch(pattern -> pattern.matches(path)) && !excludes(path);
  }

  /** Whether the path is not to be looked at even where another file leads to it. */
  public boolean excludes(String path) {
    return exclude.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
