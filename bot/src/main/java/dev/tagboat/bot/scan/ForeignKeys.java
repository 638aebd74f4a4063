package dev.tagboat.bot.scan;

import java.util.List;

/** The prefixes of annotations and labels in which other tools' users write policies. */
final class ForeignKeys {
  private static final List<String> PREFIXES =
      List.of(
          "keel.sh/",
          "keel.observer/",
          "fluxcd.io/",
          "flux.weave.works/",
          "filter.fluxcd.io/",
          "argocd-image-updater.argoproj.io/",
          "tagboat.dev/");

  private ForeignKeys() {}

  static boolean isOne(String key) {
    return PREFIXES.stream().anyMatch(key::startsWith);
  }
}
