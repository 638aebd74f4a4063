package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tag and the digest that stand in keys of their own.
 *
 * @param blocked why a new tag must not be written there, one sentence; null when it may
 */
record ImageVersion(Part tag, Part digest, @Nullable String blocked) {
  private static final String RUNS_ON =
      " With a new tag alone the old image could run on. Change it by hand.";
  private static final String NO_DIGEST =
      "what stands beside the tag is no digest that could be moved with it." + RUNS_ON;
  private static final String TWO_DIGESTS = "two digests stand beside the tag." + RUNS_ON;

  static final ImageVersion NONE = new ImageVersion(Part.NONE, Part.NONE, null);

  /**
   * @param tag {@code tag}, {@code tag@digest} or a digest; may be null or empty
   * @param digest in full, or as {@code sha256}'s hex digits; may be null or empty
   * @return empty when what stands in the tag's place is neither tag nor digest, such as a text
   *     that a template makes
   */
  static Optional<ImageVersion> of(Optional<YamlScalar> tag, Optional<YamlScalar> digest) {
    Optional<ImageVersion> base =
        tag.filter(Collector::isText)
            .map(ImageVersion::ofTag)
            .orElse(Optional.of(ImageVersion.NONE));
    return base.map(
        version ->
            digest
                .filter(Collector::isText)
                .map(scalar -> version.withDigest(Part.looseDigest(scalar)))
                .orElse(version));
  }

  private static Optional<ImageVersion> ofTag(YamlScalar scalar) {
    if (Digest.isValid(scalar.value())) {
      return Optional.of(new ImageVersion(Part.NONE, Part.wholeDigest(scalar), null));
    }
    Part tag = Part.leadingTag(scalar);
    Part trailing = Part.trailingDigest(scalar);
    boolean broken = trailing.isAbsent() && scalar.value().indexOf('@') >= 0;
    return tag.isAbsent()
        ? Optional.empty()
        : Optional.of(new ImageVersion(tag, trailing, broken ? NO_DIGEST : null));
  }

  ImageVersion withDigest(Part own) {
    if (own.isAbsent()) {
      return new ImageVersion(tag, digest, NO_DIGEST);
    }
    return digest.isAbsent()
        ? new ImageVersion(tag, own, blocked)
        : new ImageVersion(tag, digest, TWO_DIGESTS);
  }

  boolean isAbsent() {
    return tag.isAbsent() && digest.isAbsent() && blocked == null;
  }
}
