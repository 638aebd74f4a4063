package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places that {@code scan.fields} of the settings names, in documents of any kind. It looks
 * after the finder that took the document: a place that both know keeps the finder's kind.
 */
final class FieldFinder {
  private static final SiteKind KIND = SiteKind.FIELD;

  private final List<FieldRule> rules;
  private final List<Field> fields;

  private record Field(FieldRule rule, FieldPath path) {}

  FieldFinder(List<FieldRule> rules) {
    this.rules = List.copyOf(rules);
    this.fields = rules.stream().map(rule -> new Field(rule, FieldPath.of(rule.path()))).toList();
  }

  List<FieldRule> rules() {
    return rules;
  }

  /** Whether it looks into documents without a kind. */
  boolean looksIntoAnyKind() {
    return rules.stream().anyMatch(rule -> rule.kind() == null);
  }

  void find(YamlNode document, Collector out) {
    for (Field field : fields) {
      if (isOfKind(document, field.rule())) {
        boolean any = false;
        for (Map.Entry<YamlNode, Collector> end : field.path().from(document, out).entrySet()) {
          any |= place(end.getKey(), field.rule().keys(), end.getValue());
        }
        if (any) {
          out.link(new Link.FieldMatch(out.path(), out.position(document), field.rule()));
        }
      }
    }
  }

  private static boolean isOfKind(YamlNode document, FieldRule rule) {
    return rule.kind() == null
        || (document instanceof YamlMapping mapping
            && ObjectKind.text(mapping, "kind").equals(rule.kind()));
  }

  private static boolean place(YamlNode node, Map<String, String> keys, Collector out) {
    if (node instanceof YamlScalar scalar) {
      boolean whole =
          keys.isEmpty()
              && Collector.isText(scalar)
              && ImageReference.parse(scalar.value()).isPresent();
      if (whole) {
        out.reference(KIND, scalar);
      }
      return whole;
    }
    return node instanceof YamlMapping mapping && split(mapping, keys, out);
  }

  private static boolean split(YamlMapping mapping, Map<String, String> keys, Collector out) {
    Optional<YamlScalar> repository = part(mapping, keys, "repository");
    Optional<ImageName> image =
        repository.flatMap(
            path ->
                part(mapping, keys, "registry")
                    .map(host -> ImageName.written(host.value(), path.value()))
                    .orElseGet(() -> ImageName.parse(path.value())));
    image.ifPresent(
        name ->
            out.split(
                KIND,
                name,
                repository.stream().toList(),
                part(mapping, keys, "tag"),
                part(mapping, keys, "digest"),
                null));
    return image.isPresent();
  }

  /** Without {@code keys}, a mapping has to have those that Helm charts have. */
  private static Optional<YamlScalar> part(
      YamlMapping mapping, Map<String, String> keys, String role) {
    return Optional.ofNullable(keys.isEmpty() ? role : keys.get(role))
        .flatMap(mapping::scalar)
        .filter(Collector::isText);
  }
}
