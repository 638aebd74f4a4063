package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import dev.tagboat.bot.yaml.YamlSequence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code image:} anywhere in a Helm values file, as {@code {registry, repository, tag, digest}} or
 * as one text.
 */
final class HelmValuesFinder implements Finder {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:[^/]*[-._])?values(?:[-._][^/]*)?\\.(?:yaml|yml|json)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern KEY = Pattern.compile("image|.*Image");

  @Override
  public boolean takes(String path, YamlMapping root) {
    return isValuesFile(path);
  }

  static boolean isValuesFile(String path) {
    return FILE.matcher(path).matches();
  }

  @Override
  public void find(YamlMapping root, SiteCollector sites) {
    walk(root, sites, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void walk(YamlNode node, SiteCollector sites, Set<YamlNode> seen) {
    if (node instanceof YamlScalar || !seen.add(node)) {
      return;
    }
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> walk(item, sites, seen));
    } else if (node instanceof YamlMapping mapping) {
      mapping
          .effective()
          .forEach(
              (key, entry) -> {
                if (KEY.matcher(key).matches()) {
                  image(entry.value(), sites);
                }
                walk(entry.value(), sites, seen);
              });
    }
  }

  private static void image(YamlNode value, SiteCollector sites) {
    if (value instanceof YamlScalar scalar) {
      sites.reference(SiteKind.HELM_VALUES, scalar);
    } else if (value instanceof YamlMapping mapping) {
      mapping
          .scalar("repository")
          .filter(SiteCollector::isText)
          .ifPresent(
              repository ->
                  name(mapping.scalar("registry"), repository.value())
                      .ifPresent(
                          image ->
                              sites.split(
                                  SiteKind.HELM_VALUES,
                                  image,
                                  repository,
                                  mapping.scalar("tag"),
                                  mapping.scalar("digest"))));
    }
  }

  private static Optional<ImageName> name(Optional<YamlScalar> registry, String repository) {
    return registry
        .filter(SiteCollector::isText)
        .map(host -> ImageName.of(host.value(), repository))
        .orElseGet(() -> ImageName.parse(repository));
  }
}
