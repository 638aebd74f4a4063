package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns scalars that finders point at into sites; a place that is met twice counts once. */
final class SiteCollector {
  private final String path;
  private final YamlFile file;
  private final SortedSet<Site> sites = new TreeSet<>();

  SiteCollector(String path, YamlFile file) {
    this.path = path;
    this.file = file;
  }

  SortedSet<Site> sites() {
    return sites;
  }

  /** A whole reference in one scalar. Text that is no reference is no place. */
  void reference(SiteKind kind, YamlScalar scalar) {
    if (isText(scalar)) {
      ImageReference.parse(scalar.value())
          .ifPresent(
              reference -> {
                Part tag = Part.tagOf(scalar, reference.tag(), reference.digest());
                Part digest = Part.digestOf(scalar, reference.digest());
                add(kind, reference.name(), scalar, tag, digest);
              });
    }
  }

  /**
   * A place split over keys.
   *
   * @param name the scalar that names the image
   * @param tag may hold {@code tag@digest}; null, empty or no tag at all counts as absent
   */
  void split(
      SiteKind kind,
      ImageName image,
      YamlScalar name,
      Optional<YamlScalar> tag,
      Optional<YamlScalar> digest) {
    Part tagPart = tag.filter(SiteCollector::isText).map(Part::leadingTag).orElse(Part.NONE);
    Part trailing = tag.filter(SiteCollector::isText).map(Part::trailingDigest).orElse(Part.NONE);
    Part own = digest.filter(SiteCollector::isText).map(Part::wholeDigest).orElse(Part.NONE);
    add(kind, image, name, tagPart, own.scalar() == null ? trailing : own);
  }

  private void add(SiteKind kind, ImageName image, YamlScalar name, Part tag, Part digest) {
    @Nullable YamlScalar changing = tag.scalar() == null ? digest.scalar() : tag.scalar();
    YamlScalar shown = changing == null ? name : changing;
    // A set: a place that is met twice, by an alias or a merge key, is there already.
    sites.add(
        new Site(
            path,
            file.position(shown.start()),
            kind,
            image,
            tag.tag(),
            digest.digest(),
            tag.slice(),
            digest.slice()));
  }

  static boolean isText(YamlScalar scalar) {
    return !scalar.isNull() && !scalar.hasForeignTag() && !scalar.value().isBlank();
  }

  /** A tag or a digest and where it stands. */
  private record Part(
      @Nullable YamlScalar scalar,
      @Nullable Slice slice,
      @Nullable Tag tag,
      @Nullable Digest digest) {
    private static final Part NONE = new Part(null, null, null, null);

    private static Part of(
        YamlScalar scalar, int from, int to, @Nullable Tag tag, @Nullable Digest digest) {
      return new Part(scalar, new Slice(scalar.start(), from, to), tag, digest);
    }

    static Part tagOf(YamlScalar scalar, @Nullable Tag tag, @Nullable Digest digest) {
      if (tag == null) {
        return NONE;
      }
      int end = scalar.value().length() - (digest == null ? 0 : digest.value().length() + 1);
      return of(scalar, end - tag.value().length(), end, tag, null);
    }

    static Part digestOf(YamlScalar scalar, @Nullable Digest digest) {
      int end = scalar.value().length();
      return digest == null ? NONE : of(scalar, end - digest.value().length(), end, null, digest);
    }

    static Part leadingTag(YamlScalar scalar) {
      int at = scalar.value().indexOf('@');
      String text = at < 0 ? scalar.value() : scalar.value().substring(0, at);
      return Tag.parse(text).map(tag -> of(scalar, 0, text.length(), tag, null)).orElse(NONE);
    }

    static Part trailingDigest(YamlScalar scalar) {
      int at = scalar.value().indexOf('@');
      return at < 0
          ? NONE
          : Digest.parse(scalar.value().substring(at + 1))
              .map(digest -> digestOf(scalar, digest))
              .orElse(NONE);
    }

    static Part wholeDigest(YamlScalar scalar) {
      return Digest.parse(scalar.value()).map(digest -> digestOf(scalar, digest)).orElse(NONE);
    }
  }
}
