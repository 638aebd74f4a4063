package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects and annotations in which other tools' users write policies. */
final class ForeignObjects {
  /** Kind by kind, the start of its API versions. */
  private static final Map<String, String> KINDS =
      Map.of(
          "ImagePolicy", "image.toolkit.fluxcd.io/",
          "ImageRepository", "image.toolkit.fluxcd.io/",
          "Application", "argoproj.io/",
          "ApplicationSet", "argoproj.io/",
          "ImageUpdater", "argocd-image-updater.argoproj.io/");

  /** A field more than this of one object is of no use to anybody. */
  private static final int MAX_FIELDS = 2000;

  private ForeignObjects() {}

  /** Hands on an object that holds policies, or says what they apply to. */
  static void find(YamlMapping object, Collector out) {
    String kind = text(object, "kind");
    String version = text(object, "apiVersion");
    String start = KINDS.get(kind);
    if (start == null || !version.startsWith(start)) {
      return;
    }
    Optional<YamlMapping> metadata = object.mapping("metadata");
    Map<String, String> fields = new HashMap<>();
    for (String part : List.of("metadata", "spec")) {
      object.get(part).ifPresent(value -> collect(part, value, fields));
    }
    out.link(
        new Link.ForeignObject(
            out.path(),
            out.position(object),
            version,
            kind,
            metadata
                .flatMap(m -> m.scalar("namespace"))
                .filter(Collector::isText)
                .map(YamlScalar::value)
                .orElse(null),
            metadata.map(m -> text(m, "name")).orElse(""),
            fields));
  }

  private static void collect(String path, YamlNode node, Map<String, String> fields) {
    if (fields.size() >= MAX_FIELDS) {
      return;
    }
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      fields.put(path, scalar.value());
    } else if (node instanceof YamlSequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        collect(path + "[" + i + "]", sequence.items().get(i), fields);
      }
    } else if (node instanceof YamlMapping mapping) {
      mapping.effective().forEach((key, entry) -> collect(path + "." + key, entry.value(), fields));
    }
  }

  /** What an object's annotations and labels say; an annotation wins over a label. */
  static Optional<Hint.Annotations> hint(YamlMapping object, Collector out, String container) {
    Map<String, String> values = new HashMap<>();
    Optional<YamlMapping> metadata = object.mapping("metadata");
    for (String part : List.of("labels", "annotations")) {
      metadata
          .flatMap(m -> m.mapping(part))
          .ifPresent(
              mapping ->
                  mapping
                      .effective()
                      .forEach(
                          (key, entry) -> {
                            if (ForeignKeys.isOne(key)
                                && entry.value() instanceof YamlScalar scalar) {
                              values.put(key, scalar.value());
                            }
                          }));
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Hint.Annotations(
                out.position(metadata.map(YamlNode.class::cast).orElse(object)),
                values,
                container.isEmpty() ? null : container));
  }

  private static String text(YamlMapping mapping, String key) {
    return mapping.scalar(key).map(YamlScalar::value).orElse("");
  }
}
