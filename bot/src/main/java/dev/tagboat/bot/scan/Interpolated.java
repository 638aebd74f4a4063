package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reference that was put together from pieces.
 *
 * @param tag where the tag can be changed; null when there is none or it cannot
 * @param digest where the digest can be changed; null when there is none or it cannot
 */
record Interpolated(
    ImageReference reference, List<Piece> pieces, @Nullable Stretch tag, @Nullable Stretch digest) {

  /**
   * A part of a piece.
   *
   * @param from first character in the value that the piece stands in
   * @param frame what of the tag stands in other pieces
   */
  record Stretch(Piece piece, int from, int to, Frame frame) {
    Slice slice() {
      return new Slice(piece.origin().scalars(), from, to);
    }
  }

  /** Empty when the pieces give no reference. */
  static Optional<Interpolated> of(List<Piece> pieces) {
    String text = pieces.stream().map(Piece::text).collect(Collectors.joining());
    return ImageReference.parse(text.strip())
        .map(reference -> of(reference, pieces, text.stripTrailing().length()));
  }

  private static Interpolated of(ImageReference reference, List<Piece> pieces, int end) {
    Tag tag = reference.tag();
    Digest digest = reference.digest();
    int digestFrom = end - (digest == null ? 0 : digest.value().length());
    int tagTo = digest == null ? end : digestFrom - 1;
    return new Interpolated(
        reference,
        pieces,
        tag == null ? null : stretch(pieces, tagTo - tag.value().length(), tagTo),
        digest == null ? null : stretch(pieces, digestFrom, end));
  }

  // The innermost variable is the one that is meant to change, where there is only one.
  private static @Nullable Stretch stretch(List<Piece> pieces, int from, int to) {
    List<Stretch> parts = new ArrayList<>();
    int at = 0;
    for (Piece piece : pieces) {
      int start = Math.max(from, at) - at;
      int end = Math.min(to, at + piece.text().length()) - at;
      if (start < end) {
        parts.add(new Stretch(piece, piece.from() + start, piece.from() + end, Frame.NONE));
      }
      at += piece.text().length();
    }
    int deepest = parts.stream().mapToInt(part -> part.piece().depth()).max().orElse(0);
    List<Stretch> inner = parts.stream().filter(p -> p.piece().depth() == deepest).toList();
    if (inner.size() != 1) {
      return null;
    }
    int index = parts.indexOf(inner.get(0));
    Stretch only = inner.get(0);
    return new Stretch(
        only.piece(),
        only.from(),
        only.to(),
        new Frame(text(parts.subList(0, index)), text(parts.subList(index + 1, parts.size()))));
  }

  private static String text(List<Stretch> parts) {
    return parts.stream()
        .map(
            part -> {
              int start = part.piece().from();
              return part.piece().text().substring(part.from() - start, part.to() - start);
            })
        .collect(Collectors.joining());
  }

  /** Whether a search for the last part of the name leads here. */
  boolean isFoundByName() {
    String name = reference.name().shortName();
    return pieces.stream().anyMatch(p -> p.text().toLowerCase(Locale.ROOT).contains(name));
  }

  /** Whether everything that must change stands in one file and can be changed there. */
  boolean isMovable() {
    boolean tagFound = reference.tag() == null || tag != null;
    boolean digestFound =
        reference.digest() == null || (digest != null && digest.frame().equals(Frame.NONE));
    return tagFound
        && digestFound
        && (tag == null || digest == null || file(tag).equals(file(digest)));
  }

  private static String file(Stretch stretch) {
    return stretch.piece().origin().file();
  }

  /** What would change, the tag if there is one. */
  Optional<Stretch> changing() {
    return Optional.ofNullable(tag).or(() -> Optional.ofNullable(digest));
  }

  /** The values that the reference is made of. */
  List<Piece.Origin> origins() {
    return pieces.stream().map(Piece::origin).distinct().toList();
  }
}
