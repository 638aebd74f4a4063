package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlNode;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How kustomizations are called, and how they name what they bring in. */
final class Kustomizations {
  /** The names that kustomize looks for in a directory. */
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** {@code https://…}, {@code git@host:…}, {@code git::…}, {@code host/path//dir?ref=…}. */
  private static final Pattern REMOTE =
      Pattern.compile("(?:[a-z+]+::?.*|[^/]*@.*|.*[?].*|github\\.com[/:].*|.*[^:]//.*)");

  private Kustomizations() {}

  static boolean isNamed(String path) {
    return NAMES.contains(RepoPath.name(path));
  }

  /** Where the kustomization of a directory can be. */
  static List<String> in(String directory) {
    return NAMES.stream().map(name -> directory.isEmpty() ? name : directory + "/" + name).toList();
  }

  /** The paths of the repo among what a kustomization names; what is elsewhere is left out. */
  static List<String> paths(String file, List<YamlNode> items) {
    return items.stream()
        .filter(item -> item instanceof YamlScalar scalar && Collector.isText(scalar))
        .map(item -> ((YamlScalar) item).value())
        .filter(text -> !REMOTE.matcher(text).matches())
        .flatMap(text -> resolve(file, text).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> resolve(String file, String text) {
    return RepoPath.resolve(RepoPath.directory(file), text);
  }
}
