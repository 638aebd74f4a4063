package dev.tagboat.bot.config;

import java.util.List;

/**
 * Which files are looked at.
 *
 * @param include globs; all YAML, JSON and {@code .env} files when empty
 * @param exclude globs that win over {@code include}
 * @param fields places of images that no finder knows by itself
 */
public record ScanSettings(List<String> include, List<String> exclude, List<FieldRule> fields) {
  private static final List<String> DEFAULT_INCLUDE =
      List.of("**/*.yaml", "**/*.yml", "**/*.json", "**/Kustomization", "**/.env");

  static final ScanSettings DEFAULTS = new ScanSettings(List.of(), List.of(), List.of());

  /**
   * @throws IllegalArgumentException for a glob that is none
   */
  public ScanSettings {
    include = Checks.listOrEmpty(include);
    include = include.isEmpty() ? DEFAULT_INCLUDE : include;
    exclude = Checks.listOrEmpty(exclude);
    fields = Checks.listOrEmpty(fields);
    Checks checks = new Checks();
    include.forEach(glob -> checks.parses("include", () -> PathPattern.parse(glob)));
    exclude.forEach(glob -> checks.parses("exclude", () -> PathPattern.parse(glob)));
    checks.done();
  }

  /** The two lists as one question. */
  public PathFilter filter() {
    return new PathFilter(
        include.stream().map(PathPattern::parse).toList(),
        exclude.stream().map(PathPattern::parse).toList());
  }
}
