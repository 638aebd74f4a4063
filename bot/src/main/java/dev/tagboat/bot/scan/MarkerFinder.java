package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.Comment;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a comment marks, wherever they stand; and comments that mark nothing. */
final class MarkerFinder {
  private static final Pattern NAMED = Pattern.compile("image=(\\S+)(?:\\s.*)?");

  private static final String NOTHING_THERE =
      "this comment has no effect: no image stands there. Put it at the end of the image's line, or"
          + " on the line above.";

  private final Collector collector;
  private final Markers markers;
  private final List<YamlScalar> texts = new ArrayList<>();
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  MarkerFinder(Collector collector) {
    this.collector = collector;
    this.markers = collector.markers();
  }

  void find() {
    boolean named = NearMiss.WORDS.stream().anyMatch(markers.file().text()::contains);
    if (markers.any() || named) {
      markers.file().documents().forEach(this::walk);
    }
    if (markers.hasFlux()) {
      FluxSetter.WORDS.forEach(
          word -> report(word, c -> FluxSetter.isMeant(c.text()), MarkerFinder::fluxTrouble));
    }
    if (markers.hasOwn()) {
      report("agboat:", c -> Markers.isOwn(c) && !isInText(c), comment -> NOTHING_THERE);
    }
    if (named) {
      NearMiss.WORDS.forEach(
          word -> report(word, c -> !nearMiss(c).isEmpty() && !isInText(c), this::nearMiss));
    }
  }

  private void walk(YamlNode node) {
    walk(node, -1);
  }

  private void walk(YamlNode node, int around) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof YamlScalar scalar) {
      if (scalar.end() - scalar.start() > scalar.value().length()) {
        texts.add(scalar);
      }
      markers.look(scalar).ifPresent(hint -> marked(scalar, hint, around));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> walk(item, around));
    } else if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> walk(entry.value(), mapping.start()));
    }
  }

  private void marked(YamlScalar scalar, Hint hint, int around) {
    if (hint instanceof Hint.FluxMarker marker) {
      flux(scalar, marker, around);
    } else if (hint instanceof Hint.Comment comment) {
      own(scalar, comment);
    }
  }

  private void flux(YamlScalar scalar, Hint.FluxMarker marker, int around) {
    if (marker.part() == null && Collector.isText(scalar) && isWhole(scalar.value())) {
      collector.reference(SiteKind.MARKER, scalar);
    } else {
      collector.link(
          new Link.MarkedValue(
              collector.path(),
              collector.position(scalar),
              marker,
              scalar.value(),
              around,
              collector.way(scalar)));
    }
  }

  // A word alone is more likely a tag whose setter lacks its part.
  private static boolean isWhole(String text) {
    return ImageReference.parse(text)
        .filter(r -> r.tag() != null || r.digest() != null || text.indexOf('/') >= 0)
        .isPresent();
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

  private void report(String word, Predicate<Comment> meant, Function<Comment, String> trouble) {
    YamlFile file = markers.file();
    String text = file.text();
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      @Nullable Comment comment = file.commentAround(at).orElse(null);
      if (comment != null && meant.test(comment) && !markers.isUsed(comment)) {
        collector.note(file.position(comment.start()), trouble.apply(comment));
        at = Math.max(at, comment.start() + comment.text().length() - 1);
      }
    }
  }

  private String nearMiss(Comment comment) {
    return Markers.isOwn(comment)
        ? ""
        : NearMiss.trouble(comment.text(), markers.file().isAlone(comment)).orElse("");
  }

  private boolean isInText(Comment comment) {
    return texts.stream()
        .anyMatch(text -> text.start() < comment.start() && comment.start() < text.end());
  }

  private static String fluxTrouble(Comment comment) {
    return FluxSetter.parse(comment.text()).isEmpty()
        ? FluxSetter.trouble(comment.text())
        : "this Flux setter has no effect: it stands on no value. Put it behind the value, on the"
            + " same line.";
  }
}
