package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * Turns images in a chart's values into places, and into links where other files belong to them.
 */
final class ValuesImages {
  private final SiteKind kind;
  private final boolean linked;

  /**
   * @param linked whether the values are a file of their own, beside which others may stand
   */
  ValuesImages(SiteKind kind, boolean linked) {
    this.kind = kind;
    this.linked = linked;
  }

  /** The map at an image key or below a key {@code images}. */
  void map(YamlMapping map, ValuesPath path, Collector out) {
    Optional<ImageFields> fields = ImageFields.ofMap(map::scalar);
    if (fields.isPresent()) {
      boolean left =
          ValuesKeys.TAGS.stream().anyMatch(key -> map.get(key).isPresent()) || path.isTopImage();
      place(fields.get(), path, left, out);
    }
  }

  /** A scalar at an image key. */
  void scalar(YamlMapping around, String key, YamlScalar scalar, ValuesPath path, Collector out) {
    ImageFields fields = ImageFields.ofSiblings(around, key, scalar);
    if (fields.hasVersion() || ValuesKeys.needsNoTag(key, scalar.value())) {
      place(fields, path, fields.tag().isPresent(), out);
    }
  }

  /**
   * @param left whether no tag surely means that the tag is left to the chart
   */
  void place(ImageFields fields, ValuesPath path, boolean left, Collector out) {
    YamlScalar name = fields.name();
    if (!Collector.isText(name)) {
      return;
    }
    Optional<ImageReference> reference = ImageReference.parse(Part.text(name));
    Optional<ImageVersion> own = ImageVersion.of(fields.tag(), fields.digest());
    if (reference.isPresent() && own.isPresent()) {
      ImageReference whole = reference.get();
      if (whole.tag() != null || whole.digest() != null) {
        whole(fields, whole, own.get(), path, out);
      } else {
        name(fields, path).ifPresent(image -> split(fields, image, own.get(), path, left, out));
      }
    }
  }

  // A tag beside a name that has one would make two of them: whatever that is, it is no reference.
  private void whole(
      ImageFields fields,
      ImageReference reference,
      ImageVersion own,
      ValuesPath path,
      Collector out) {
    YamlScalar scalar = fields.name();
    int end = Part.end(scalar);
    Part digest = Part.digestOf(scalar, reference.digest(), end);
    ImageVersion inside =
        new ImageVersion(Part.tagOf(scalar, reference, end), digest, own.blocked());
    if (own.tag().isAbsent()) {
      ImageVersion all = own.digest().isAbsent() ? inside : inside.withDigest(own.digest());
      imageOf(fields, reference, path)
          .ifPresent(
              image -> out.parts(kind, image, scalar, all.tag(), all.digest(), all.blocked()));
    }
  }

  private static Optional<ImageName> imageOf(
      ImageFields fields, ImageReference reference, ValuesPath path) {
    String text = Part.text(fields.name());
    if (fields.registry().filter(Collector::isText).isEmpty()) {
      return Optional.of(reference.name());
    }
    int at = text.indexOf('@');
    int colon = text.indexOf(':', text.lastIndexOf('/', at < 0 ? text.length() : at) + 1);
    return path.registry()
        .name(
            text.substring(0, colon >= 0 && (at < 0 || colon < at) ? colon : at),
            fields.registry());
  }

  private static Optional<ImageName> name(ImageFields fields, ValuesPath path) {
    return path.registry().name(Part.text(fields.name()), fields.registry());
  }

  private void split(
      ImageFields fields,
      ImageName image,
      ImageVersion version,
      ValuesPath path,
      boolean left,
      Collector out) {
    YamlScalar name = fields.name();
    Position at = out.parts(kind, image, name, version.tag(), version.digest(), version.blocked());
    if (!linked) {
      return;
    }
    if (version.isAbsent()) {
      out.link(
          new Link.ChartImage(
              out.path(), out.position(name), path.keys(), image, left, hints(name, out)));
    }
    boolean digest = !version.digest().isAbsent() || version.blocked() != null;
    out.link(
        new Link.ValuesImage(
            out.path(),
            at,
            path.keys(),
            path.keyed() ? fields.tagKeys() : List.of(),
            image,
            path.registry().parts(Part.text(name), fields.registry()),
            digest));
  }

  private static List<Hint> hints(YamlScalar name, Collector out) {
    return out.around(name, List.of(name), null, null).hints();
  }

  /** A scalar in a list or a map of images: only what has a tag or a digest is surely one. */
  void listed(YamlNode node, boolean needsPath, Collector out) {
    if (node instanceof YamlScalar scalar && Collector.isText(scalar)) {
      Optional<ImageReference> reference = ImageReference.parse(Part.text(scalar));
      boolean sure =
          reference.filter(r -> r.tag() != null || r.digest() != null).isPresent()
              && (!needsPath || scalar.value().indexOf('/') > 0);
      if (sure) {
        out.reference(kind, scalar);
      }
    }
  }
}
