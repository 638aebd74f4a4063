package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Images in the values of a Helm chart, wherever such values stand. */
final class ValuesWalk {
  private static final Pattern KEY = Pattern.compile("image|.*Image");

  private final SiteKind kind;
  private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ValuesWalk(SiteKind kind) {
    this.kind = kind;
  }

  /**
   * @param root of the values, any node
   */
  static void find(YamlNode root, SiteKind kind, Collector out) {
    KeelBlock.find(root, out);
    new ValuesWalk(kind).walk(root, out);
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
          .forEach(
              (key, entry) -> {
                if (KEY.matcher(key).matches()) {
                  image(entry.value(), kind, out.below(entry.key()));
                }
                walk(entry.value(), out);
              });
    }
  }

  /** A value that is an image: one text, or a map of {@code registry, repository, tag, digest}. */
  static void image(YamlNode value, SiteKind kind, Collector out) {
    if (value instanceof YamlScalar scalar) {
      out.reference(kind, scalar);
    } else if (value instanceof YamlMapping mapping) {
      mapping
          .scalar("repository")
          .filter(Collector::isText)
          .ifPresent(repository -> map(mapping, repository, kind, out));
    }
  }

  private static void map(
      YamlMapping mapping, YamlScalar repository, SiteKind kind, Collector out) {
    name(mapping.scalar("registry"), repository.value())
        .ifPresent(
            image ->
                out.split(
                    kind,
                    image,
                    List.of(repository),
                    mapping.scalar("tag"),
                    mapping.scalar("digest"),
                    null));
  }

  private static Optional<ImageName> name(Optional<YamlScalar> registry, String repository) {
    return registry
        .filter(Collector::isText)
        .map(host -> ImageName.of(host.value(), repository))
        .orElseGet(() -> ImageName.parse(repository));
  }
}
