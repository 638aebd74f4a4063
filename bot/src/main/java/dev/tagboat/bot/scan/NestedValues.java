package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlScalar;
import java.util.Locale;

/** Values of a Helm chart as a text in another file. */
final class NestedValues {
  private NestedValues() {}

  static void find(YamlScalar text, Collector out) {
    // Parsing every other text only to say that it is no YAML would help nobody.
    if (Collector.isText(text) && text.value().toLowerCase(Locale.ROOT).contains("image")) {
      out.nested(text)
          .ifPresent(
              nested ->
                  nested
                      .documents()
                      .forEach(
                          root -> ValuesWalk.find(root, SiteKind.HELM_VALUES, nested.collector())));
    }
  }
}
