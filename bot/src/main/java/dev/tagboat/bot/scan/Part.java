package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tag or a digest in the value of a scalar.
 *
 * @param from first character in the value
 * @param to after the last one
 */
record Part(
    @Nullable YamlScalar scalar, int from, int to, @Nullable Tag tag, @Nullable Digest digest) {
  static final Part NONE = new Part(null, 0, 0, null, null);

  /** Where a value ends without the line ends that folded and literal texts may have. */
  static int end(YamlScalar scalar) {
    String text = scalar.value();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return end;
  }

  /** The value up to there. */
  static String text(YamlScalar scalar) {
    return scalar.value().substring(0, end(scalar));
  }

  /** The tag of a reference that ends at {@code end} of the value. */
  static Part tagOf(YamlScalar scalar, ImageReference reference, int end) {
    Tag tag = reference.tag();
    if (tag == null) {
      return NONE;
    }
    Digest digest = reference.digest();
    int to = end - (digest == null ? 0 : digest.value().length() + 1);
    return new Part(scalar, to - tag.value().length(), to, tag, null);
  }

  /** The digest of a reference that ends at {@code end} of the value. */
  static Part digestOf(YamlScalar scalar, @Nullable Digest digest, int end) {
    return digest == null
        ? NONE
        : new Part(scalar, end - digest.value().length(), end, null, digest);
  }

  /** The tag in {@code tag[@digest]}. */
  static Part leadingTag(YamlScalar scalar) {
    String all = text(scalar);
    int at = all.indexOf('@');
    String text = at < 0 ? all : all.substring(0, at);
    return Tag.parse(text).map(tag -> new Part(scalar, 0, text.length(), tag, null)).orElse(NONE);
  }

  /** The digest in {@code tag@digest}. */
  static Part trailingDigest(YamlScalar scalar) {
    String all = text(scalar);
    int at = all.indexOf('@');
    return at < 0 ? NONE : digest(scalar, all.substring(at + 1));
  }

  /** The digest that is the whole value. */
  static Part wholeDigest(YamlScalar scalar) {
    return digest(scalar, text(scalar));
  }

  /** The digest that is the whole value, written as {@code sha256}'s hex digits only or in full. */
  static Part looseDigest(YamlScalar scalar) {
    String text = text(scalar);
    return Digest.parse("sha256:" + text)
        .map(digest -> new Part(scalar, 0, text.length(), null, digest))
        .orElseGet(() -> wholeDigest(scalar));
  }

  boolean isAbsent() {
    return scalar == null;
  }

  private static Part digest(YamlScalar scalar, String text) {
    Optional<Digest> digest = Digest.parse(text);
    return digestOf(scalar, digest.orElse(null), end(scalar));
  }
}
