package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.ScalarStyle;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries {@code name, newName, newTag, digest}, which kustomize calls {@code images}. What they
 * mean is what its image transformer does: {@code newTag} and {@code digest} replace whatever
 * version the resources have, together or alone; {@code newName} replaces the name and leaves the
 * version; a tag in {@code name} picks the images that have it.
 */
final class ImageEntries {
  private static final String NAME = "name";
  private static final String NEW_NAME = "newName";
  private static final String TAG = "newTag";
  private static final String DIGEST = "digest";
  private static final String SUFFIX = "tagSuffix";

  private final SiteKind kind;
  private final Optional<ScalarStyle> style;
  private final List<Link.ImageOverride> overrides = new ArrayList<>();

  private ImageEntries(SiteKind kind, Optional<ScalarStyle> style) {
    this.kind = kind;
    this.style = style;
  }

  /**
   * @return what the entries do to images of the resources
   */
  static List<Link.ImageOverride> find(List<YamlNode> items, SiteKind kind, Collector out) {
    ImageEntries entries = new ImageEntries(kind, style(items));
    for (YamlNode item : items) {
      if (item instanceof YamlMapping entry && !isGenerated(entry)) {
        entries.find(entry, out);
      }
    }
    return entries.overrides;
  }

  /** How the tags in a list are written: in quotes where one is; empty where there is none. */
  private static Optional<ScalarStyle> style(List<YamlNode> items) {
    List<YamlScalar> tags =
        items.stream()
            .flatMap(item -> item instanceof YamlMapping m ? m.scalar(TAG).stream() : Stream.of())
            .filter(tag -> !tag.isNull())
            .toList();
    return tags.stream()
        .map(ImageEntries::styleOf)
        .max(Comparator.comparing(ScalarStyle::isQuoted));
  }

  private static ScalarStyle styleOf(YamlScalar scalar) {
    return scalar.style().isPlain() || scalar.style().isQuoted()
        ? scalar.style()
        : ScalarStyle.DOUBLE_QUOTED;
  }

  // What runs is the new name; an entry without one only moves the version of the old name.
  private void find(YamlMapping entry, Collector out) {
    Optional<YamlScalar> named = text(entry, NEW_NAME).or(() -> text(entry, NAME));
    Optional<ImageReference> reference = named.flatMap(n -> ImageReference.parse(n.value()));
    if (named.isEmpty() || reference.isEmpty()) {
      return;
    }
    noteInvalid(entry, out);
    YamlScalar name = named.get();
    boolean bare = reference.get().tag() == null && reference.get().digest() == null;
    if (!bare && text(entry, NEW_NAME).isPresent()) {
      wholeReference(entry, name, reference.get(), out);
    } else if (reference.get().tag() != null
        && text(entry, TAG).isEmpty()
        && text(entry, DIGEST).isPresent()) {
      Part digest = text(entry, DIGEST).map(Part::wholeDigest).orElse(Part.NONE);
      Part tag = Part.tagOf(name, reference.get(), name.value().length());
      remember(
          entry, reference.get().name(), false, out.tag(kind, reference.get().name(), tag, digest));
    } else {
      split(entry, name, reference.get().name(), out);
    }
  }

  private void split(YamlMapping entry, YamlScalar name, ImageName image, Collector out) {
    Slot slot = slot(entry, name, out);
    boolean versioned = text(entry, TAG).isPresent() || text(entry, DIGEST).isPresent();
    if (!versioned && text(entry, SUFFIX).isPresent()) {
      remember(entry, image, false, out.position(name));
      return;
    }
    Position at =
        out.split(kind, image, List.of(name), entry.scalar(TAG), entry.scalar(DIGEST), slot);
    remember(entry, image, versioned || slot != null, at);
  }

  private void wholeReference(
      YamlMapping entry, YamlScalar name, ImageReference reference, Collector out) {
    if (text(entry, TAG).isPresent() || text(entry, DIGEST).isPresent()) {
      out.note(
          out.position(name),
          "newName holds a version, and so does another key of this entry, which makes an image"
              + " name that is none. Nothing is changed here: leave only the name in newName.");
    } else {
      out.reference(kind, name);
      remember(entry, reference.name(), true, out.position(name));
    }
  }

  private void remember(YamlMapping entry, ImageName becomes, boolean place, Position at) {
    Optional<ImageReference> old =
        text(entry, NAME).flatMap(name -> ImageReference.parse(name.value()));
    if (old.isPresent()) {
      @Nullable Tag only = old.get().tag();
      overrides.add(new Link.ImageOverride(old.get().name(), only, becomes, place, at));
    }
  }

  private static void noteInvalid(YamlMapping entry, Collector out) {
    text(entry, TAG)
        .filter(tag -> Part.leadingTag(tag).scalar() == null)
        .ifPresent(
            tag ->
                out.note(
                    out.position(tag),
                    "this newTag is no tag, so the image that comes out of it is none; a digest"
                        + " belongs into the key digest. Nothing is changed here."));
    text(entry, DIGEST)
        .filter(digest -> Part.wholeDigest(digest).scalar() == null)
        .ifPresent(
            digest ->
                out.note(
                    out.position(digest),
                    "this digest is none: it must be sha256: and 64 hex digits. Nothing is changed"
                        + " here."));
  }

  private @Nullable Slot slot(YamlMapping entry, YamlScalar name, Collector out) {
    if (!out.isOutermost() || text(entry, DIGEST).isPresent()) {
      return null;
    }
    ScalarStyle written = style.orElse(styleOf(name));
    String source = out.markers().file().text();
    Optional<YamlScalar> empty =
        entry.scalar(TAG).filter(tag -> isEmpty(tag) && isBare(entry, tag, source));
    if (empty.isPresent()) {
      return new Slot(empty.get().start(), TAG, written, true);
    }
    boolean free = entry.get(TAG).isEmpty() && entry.get(DIGEST).isEmpty();
    return free && isOwn(entry, name) ? new Slot(name.start(), TAG, written, false) : null;
  }

  private static boolean isEmpty(YamlScalar tag) {
    return tag.isNull() || (tag.value().isEmpty() && tag.style().isQuoted());
  }

  // Whoever repeats an empty value by an alias means that there is none.
  private static boolean isBare(YamlMapping entry, YamlScalar tag, String source) {
    return entry.entries().stream()
        .filter(e -> e.value() == tag && e.key().start() < tag.start())
        .anyMatch(e -> source.substring(e.key().start(), tag.start()).indexOf('&') < 0);
  }

  // By an alias the value may stand elsewhere, and what is new must not.
  private static boolean isOwn(YamlMapping entry, YamlScalar value) {
    return entry.entries().stream()
        .anyMatch(e -> e.value() == value && e.key().start() < value.start());
  }

  private static Optional<YamlScalar> text(YamlMapping entry, String key) {
    return entry.scalar(key).filter(Collector::isText);
  }

  // Flux puts variables in, Argo CD templates: what stands there is known to them only.
  private static boolean isGenerated(YamlMapping entry) {
    return Stream.of(NAME, NEW_NAME, TAG, DIGEST)
        .flatMap(key -> text(entry, key).stream())
        .anyMatch(Generated::is);
  }
}
