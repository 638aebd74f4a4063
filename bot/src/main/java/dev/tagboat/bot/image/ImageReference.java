package dev.tagboat.bot.image;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image reference as it stands in one string: {@code name[:tag][@digest]}.
 *
 * @param name the normalised name
 * @param tag null when the reference has none
 * @param digest null when the reference has none
 */
public record ImageReference(ImageName name, @Nullable Tag tag, @Nullable Digest digest) {

  /**
   * Parses {@code name[:tag][@digest]}; {@code host:5000/x} is a name with a port, not a tag.
   *
   * @return empty when any part breaks its grammar
   */
  public static Optional<ImageReference> parse(String text) {
    int at = text.indexOf('@');
    Optional<Digest> digest = at < 0 ? Optional.empty() : Digest.parse(text.substring(at + 1));
    if (at >= 0 && digest.isEmpty()) {
      return Optional.empty();
    }
    String rest = at < 0 ? text : text.substring(0, at);
    int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    Optional<Tag> tag = colon < 0 ? Optional.empty() : Tag.parse(rest.substring(colon + 1));
    if (colon >= 0 && tag.isEmpty()) {
      return Optional.empty();
    }
    String written = colon < 0 ? rest : rest.substring(0, colon);
    if (tag.isEmpty()
        && digest.isEmpty()
        && written.indexOf('/') < 0
        && ImageName.hasCapitals(written)) {
      // A word with a capital letter is a word, unless a version or a path makes it an image.
      return Optional.empty();
    }
    return ImageName.parse(written)
        .map(name -> new ImageReference(name, tag.orElse(null), digest.orElse(null)));
  }

  /** {@code registry/path[:tag][@digest]}, normalised. */
  @Override
  public String toString() {
    return name + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
