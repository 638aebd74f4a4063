package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns scalars that finders point at into sites. One is for one text: the file itself, or YAML in
 * a scalar of it; it knows what was written about everything in there.
 */
final class Collector {
  private final String path;
  private final YamlFile file;
  private final List<Integer> scalars;
  private final List<Hint> hints;
  private final Sink sink;
  private final Markers markers;

  Collector(String path, YamlFile file, Sink sink) {
    this(path, Markers.ofFile(file), List.of(), List.of(), sink);
  }

  private Collector(
      String path, Markers markers, List<Integer> scalars, List<Hint> hints, Sink sink) {
    this.path = path;
    this.markers = markers;
    this.file = markers.file();
    this.scalars = scalars;
    this.hints = hints;
    this.sink = sink;
  }

  /** Path of the file relative to the repo's root. */
  String path() {
    return path;
  }

  /** One that knows another hint, nearer than those known before. */
  Collector with(Hint hint) {
    List<Hint> all = new ArrayList<>();
    all.add(hint);
    all.addAll(hints);
    return new Collector(path, markers, scalars, all, sink);
  }

  /** One that knows what a comment of ours on the line of a key, or right above it, says. */
  Collector below(YamlNode key) {
    return markers.own(key).map(this::with).orElse(this);
  }

  /** One whose places are all of one kind, whatever finders say. */
  Collector as(SiteKind kind) {
    return new Collector(path, markers, scalars, hints, sink.as(kind));
  }

  /** YAML that is the value of a scalar. */
  record Nested(List<YamlNode> documents, Collector collector) {}

  /** Looks into a text; text that is no YAML is noted and left alone. */
  Optional<Nested> nested(YamlScalar scalar) {
    YamlFile.Reading reading = file.nested(scalar);
    if (reading instanceof YamlFile.Parsed parsed) {
      List<Integer> inner = new ArrayList<>(scalars);
      inner.add(scalar.start());
      Collector collector =
          new Collector(path, Markers.ofNested(parsed.file()), inner, hints, sink);
      return Optional.of(new Nested(parsed.file().documents(), collector));
    }
    YamlFile.Refused refused = (YamlFile.Refused) reading;
    sink.add(new FileScan.Note(path, refused.at(), refused.reason() + ". It was left alone."));
    return Optional.empty();
  }

  /**
   * A whole reference in one scalar. Text that is no reference is no place. Folded and literal
   * texts may end with a line end, which is no part of the reference.
   */
  void reference(SiteKind kind, YamlScalar scalar) {
    if (isText(scalar)) {
      reference(kind, scalar, 0, Part.end(scalar));
    }
  }

  /**
   * A whole reference in a part of a scalar's value.
   *
   * @return whether there is one
   */
  boolean reference(SiteKind kind, YamlScalar scalar, int from, int to) {
    Optional<ImageReference> found = ImageReference.parse(scalar.value().substring(from, to));
    found.ifPresent(
        reference ->
            add(
                kind,
                reference.name(),
                scalar,
                List.of(scalar),
                Part.tagOf(scalar, reference, to),
                Part.digestOf(scalar, reference.digest(), to),
                null,
                null));
    return found.isPresent();
  }

  /**
   * A place split over keys.
   *
   * @param names the scalars that name the image, the main one first
   * @param tag may hold {@code tag@digest}; null, empty or no tag at all counts as absent
   * @param slot where a tag could be added; null when it could not
   * @return where the place is
   */
  Position split(
      SiteKind kind,
      ImageName image,
      List<YamlScalar> names,
      Optional<YamlScalar> tag,
      Optional<YamlScalar> digest,
      @Nullable Slot slot) {
    Part tagPart = tag.filter(Collector::isText).map(Part::leadingTag).orElse(Part.NONE);
    Part trailing = tag.filter(Collector::isText).map(Part::trailingDigest).orElse(Part.NONE);
    Part own = digest.filter(Collector::isText).map(Part::wholeDigest).orElse(Part.NONE);
    List<YamlScalar> written = new ArrayList<>();
    tag.ifPresent(written::add);
    digest.ifPresent(written::add);
    written.addAll(names);
    Part digestPart = own.scalar() == null ? trailing : own;
    return add(kind, image, names.get(0), written, tagPart, digestPart, slot, null);
  }

  /**
   * A place whose parts the finder looked up itself.
   *
   * @param name the scalar that names the image
   * @param blocked why a change there would have no effect, one sentence; null when it would
   * @return where the place is
   */
  Position parts(
      SiteKind kind,
      ImageName image,
      YamlScalar name,
      Part tag,
      Part digest,
      @Nullable String blocked) {
    List<YamlScalar> written =
        Stream.of(Optional.ofNullable(tag.scalar()), Optional.ofNullable(digest.scalar()))
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(ArrayList::new));
    written.add(name);
    return add(kind, image, name, written, tag, digest, null, blocked);
  }

  /**
   * A tag, in a part of a scalar's value, of an image that is named elsewhere.
   *
   * @return where the place is
   */
  Position tag(SiteKind kind, ImageName image, Part tag, Part digest) {
    YamlScalar scalar = Objects.requireNonNull(tag.scalar());
    return add(kind, image, scalar, List.of(scalar), tag, digest, null, null);
  }

  private Position add(
      SiteKind kind,
      ImageName image,
      YamlScalar name,
      List<YamlScalar> written,
      Part tag,
      Part digest,
      @Nullable Slot slot,
      @Nullable String blocked) {
    @Nullable YamlScalar changing = tag.scalar() == null ? digest.scalar() : tag.scalar();
    YamlScalar shown = changing == null ? name : changing;
    Position at = file.valuePosition(shown);
    sink.add(
        new Site(
            path,
            at,
            kind,
            image,
            tag.tag(),
            digest.digest(),
            slice(tag),
            slice(digest),
            around(shown, written, tag.tag() == null ? slot : null, blocked)));
    return at;
  }

  /**
   * What is known of a place.
   *
   * @param shown the scalar that would change
   * @param written all that belong to the place, those first whose comments are nearest
   */
  Site.Surroundings around(
      YamlScalar shown, List<YamlScalar> written, @Nullable Slot slot, @Nullable String blocked) {
    List<Hint> all =
        Stream.concat(
                written.stream().flatMap(scalar -> markers.hint(scalar).stream()), hints.stream())
            // One comment can belong to a key and to its value.
            .distinct()
            .toList();
    return Site.Surroundings.of(all)
        .withAliases(file.aliasesOf(shown.start()))
        .withSlot(slot)
        .withOverride(blocked);
  }

  @Nullable Slice slice(Part part) {
    YamlScalar scalar = part.scalar();
    return scalar == null ? null : new Slice(way(scalar), part.from(), part.to());
  }

  /** As in {@link Slice}. */
  List<Integer> way(YamlScalar scalar) {
    List<Integer> way = new ArrayList<>(scalars);
    way.add(scalar.start());
    return way;
  }

  /** Whether the text is one of the file itself, where keys can be added. */
  boolean isOutermost() {
    return scalars.isEmpty();
  }

  Position position(YamlNode node) {
    return file.position(node.start());
  }

  /** Where the value is used again through an alias. */
  List<Position> aliases(YamlNode node) {
    return file.aliasesOf(node.start());
  }

  /** What people wrote about everything in this text. */
  List<Hint> hints() {
    return hints;
  }

  Markers markers() {
    return markers;
  }

  void link(Link link) {
    sink.add(link);
  }

  /** What is found at a place later is none: what stands there is known better. */
  void claim(Position at) {
    sink.claim(at);
  }

  /** Something that has no effect, at a place in the file. */
  void note(Position at, String reason) {
    sink.add(new FileScan.Note(path, at, reason));
  }

  static boolean isText(YamlScalar scalar) {
    return !scalar.isNull() && !scalar.hasForeignTag() && !scalar.value().isBlank();
  }
}
