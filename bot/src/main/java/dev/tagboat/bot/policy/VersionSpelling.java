package dev.tagboat.bot.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which texts a tool reads as versions. */
enum VersionSpelling {
  /** As Masterminds/semver reads them: {@code v1}, {@code 1.2}, {@code 01.2.3}. */
  LOOSE(".+"),
  /** Three parts, else loose (fluxcd/pkg/version): {@code v2025.07.03}, not {@code 1.2}. */
  THREE_PARTS("[^.]*\\.[^.]*\\..*"),
  /** Two parts or more (Keel). */
  TWO_PARTS("[^.]*\\..*"),
  /** By semver.org, item 2, with a {@code v} before it allowed (Kargo). */
  STRICT("v?(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*)){2}(?:[-+].*)?");

  private final Pattern shape;

  VersionSpelling(String shape) {
    this.shape = Pattern.compile(shape);
  }

  Optional<SemanticVersion> read(String text) {
    return shape.matcher(text).matches() ? SemanticVersion.parse(text) : Optional.empty();
  }
}
