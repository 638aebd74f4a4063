package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlScalar;

/** Texts that something fills in later: {@code {{ }}} of templates, {@code ${ }} of variables. */
final class Generated {
  private Generated() {}

  static boolean is(YamlScalar scalar) {
    return is(scalar.value());
  }

  static boolean is(String text) {
    return text.contains("{{") || text.contains("${");
  }
}
