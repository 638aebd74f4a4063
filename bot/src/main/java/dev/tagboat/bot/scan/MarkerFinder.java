package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.Comment;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a comment marks, wherever they stand; and comments that mark nothing. */
final class MarkerFinder {
  private static final Pattern NAMED = Pattern.compile("image=(\\S+)(?:\\s.*)?");

  private final Collector collector;
  private final Markers markers;
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  MarkerFinder(Collector collector) {
    this.collector = collector;
    this.markers = collector.markers();
  }

  void find() {
    if (markers.any()) {
      markers.file().documents().forEach(this::walk);
    }
    if (markers.hasFlux()) {
      reportIneffective();
    }
  }

  private void walk(YamlNode node) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof YamlScalar scalar) {
      markers.hint(scalar).ifPresent(hint -> marked(scalar, hint));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(this::walk);
    } else if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> walk(entry.value()));
    }
  }

  private void marked(YamlScalar scalar, Hint hint) {
    if (hint instanceof Hint.FluxMarker marker) {
      flux(scalar, marker);
    } else if (hint instanceof Hint.Comment comment) {
      own(scalar, comment);
    }
  }

  private void flux(YamlScalar scalar, Hint.FluxMarker marker) {
    boolean whole = marker.part() == null && ImageReference.parse(scalar.value()).isPresent();
    if (whole && Collector.isText(scalar)) {
      collector.reference(SiteKind.MARKER, scalar);
    } else {
      collector.link(
          new Link.MarkedValue(
              collector.path(),
              collector.position(scalar),
              marker,
              scalar.value(),
              collector.way(scalar)));
    }
  }

  private void own(YamlScalar scalar, Hint.Comment comment) {
    Matcher named = NAMED.matcher(comment.text());
    @Nullable ImageName image =
        named.matches() ? ImageName.parse(named.group(1)).orElse(null) : null;
    if (image != null && Collector.isText(scalar)) {
      Part tag = Part.leadingTag(scalar);
      if (tag.scalar() != null) {
        collector.tag(SiteKind.MARKER, image, tag, Part.trailingDigest(scalar));
      }
    } else if (Collector.isText(scalar) && hasTag(scalar)) {
      collector.reference(SiteKind.MARKER, scalar);
    }
  }

  // Nearly every word is a valid reference; behind a comment of ours a tag makes it one for sure.
  private static boolean hasTag(YamlScalar scalar) {
    Optional<ImageReference> reference = ImageReference.parse(scalar.value());
    return reference.isPresent() && reference.get().tag() != null;
  }

  private void reportIneffective() {
    YamlFile file = markers.file();
    String text = file.text();
    int at = text.indexOf("$imagepolicy");
    while (at >= 0) {
      @Nullable Comment comment = file.commentAround(at).orElse(null);
      if (comment != null && FluxSetter.isMeant(comment.text()) && !markers.isUsed(comment)) {
        Position position = file.position(comment.start());
        collector.note(position, reason(comment));
      }
      at = text.indexOf("$imagepolicy", at + 1);
    }
  }

  private static String reason(Comment comment) {
    if (!FluxSetter.isQuotedRight(comment.text()) || FluxSetter.parse(comment.text()).isEmpty()) {
      return "this Flux setter has no effect: the comment must be exactly"
          + " # {\"$imagepolicy\": \"namespace:policy[:tag|name|digest]\"}";
    }
    return "this Flux setter has no effect: it stands on no value. Put it behind the value, on the"
        + " same line.";
  }
}
