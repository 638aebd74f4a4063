package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Patches as kustomize takes them: a part of an object that is merged into it (strategic merge), or
 * a list of operations (RFC 6902).
 */
final class Patches {
  private static final Pattern IMAGE = Pattern.compile("image|.*Image");
  private static final Set<String> WRITING = Set.of("add", "replace");

  private final SiteKind kind;
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Patches(SiteKind kind) {
    this.kind = kind;
  }

  /** The patches at a key: texts, or what would stand in the texts. */
  static void find(List<YamlNode> patches, SiteKind kind, Collector out) {
    for (YamlNode patch : patches) {
      if (patch instanceof YamlMapping mapping) {
        String target = mapping.mapping("target").map(Containers::object).orElse("");
        mapping.get("patch").ifPresent(inner -> text(inner, target, kind, out));
      }
    }
  }

  /** One patch: a text, or what would stand in it. */
  static void text(YamlNode patch, SiteKind kind, Collector out) {
    text(patch, "", kind, out);
  }

  private static void text(YamlNode patch, String target, SiteKind kind, Collector out) {
    if (!(patch instanceof YamlScalar scalar)) {
      document(patch, target, kind, out);
    } else if (Collector.isText(scalar)) {
      out.nested(scalar)
          .ifPresent(
              inner ->
                  inner.documents().forEach(d -> document(d, target, kind, inner.collector())));
    }
  }

  private static void document(YamlNode document, String target, SiteKind kind, Collector out) {
    if (isOperations(document)) {
      Containers.linkOperations((YamlSequence) document, target, true, out);
      operations((YamlSequence) document, kind, out);
    } else if (document instanceof YamlMapping object) {
      Containers.linkPatch(object, target, out);
      if (FluxFinder.isOne(object)) {
        FluxFinder.find(object, kind, out);
      } else if (ArgoCdFinder.isOne(object)) {
        ArgoCdFinder.find(object, kind, out);
      } else {
        ObjectWalk.find(object, out.as(kind));
      }
    }
  }

  /** Whether a document is a list of operations. */
  static boolean isOperations(YamlNode document) {
    return document instanceof YamlSequence sequence
        && !sequence.items().isEmpty()
        && sequence.items().stream()
            .allMatch(
                item ->
                    item instanceof YamlMapping operation
                        && operation.scalar("op").isPresent()
                        && operation.scalar("path").isPresent());
  }

  static boolean isWriting(YamlMapping operation) {
    return operation.scalar("op").filter(op -> WRITING.contains(op.value())).isPresent();
  }

  /** A JSON pointer. */
  static String path(YamlMapping operation) {
    return operation.scalar("path").map(YamlScalar::value).orElse("");
  }

  static void operations(YamlSequence operations, SiteKind kind, Collector out) {
    Patches patches = new Patches(kind);
    for (YamlNode item : operations.items()) {
      if (item instanceof YamlMapping operation && isWriting(operation)) {
        String path = path(operation);
        String key = path.substring(path.lastIndexOf('/') + 1);
        operation.get("value").ifPresent(value -> patches.value(key, value, out));
      }
    }
  }

  private void value(String key, YamlNode value, Collector out) {
    if (IMAGE.matcher(key).matches()) {
      image(value, out);
    }
    walk(value, out);
  }

  private void walk(YamlNode node, Collector out) {
    if (node instanceof YamlScalar || !seen.add(node)) {
      return;
    }
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> walk(item, out));
    } else if (node instanceof YamlMapping mapping) {
      mapping
          .effective()
          .forEach((key, entry) -> value(key, entry.value(), out.below(entry.key())));
    }
  }

  private void image(YamlNode value, Collector out) {
    if (value instanceof YamlScalar scalar) {
      out.reference(kind, scalar);
    } else if (value instanceof YamlMapping volume && volume.scalar("reference").isPresent()) {
      volume.scalar("reference").ifPresent(scalar -> out.reference(kind, scalar));
    } else {
      ValuesWalk.image(value, kind, out);
    }
  }
}
