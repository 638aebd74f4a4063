package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageReference;
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
 * Values of a Helm chart in files of any name: documents that are nothing else we know, and hold a
 * map of {@code repository} and {@code tag} (or {@code version}) at a key that ends in {@code
 * image}, or right below a key {@code images}.
 */
final class ImageMapFinder implements Finder {
  /** Files of other programs, in which an image is none that runs in a cluster. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?:.*/)?(?:\\.[^/]+(?:/.*)?"
              + "|(?:docker-)?compose(?:[-._][^/]*)?\\.(?:yaml|yml)"
              + "|kustomization\\.(?:yaml|yml)|Kustomization"
              + "|chart\\.(?:yaml|yml|lock)|requirements\\.(?:yaml|yml|lock)"
              + "|mkdocs\\.(?:yaml|yml)|azure-pipelines[^/]*\\.(?:yaml|yml)"
              + "|bitbucket-pipelines\\.(?:yaml|yml)|cloudbuild[^/]*\\.(?:yaml|yml)"
              + "|buildspec[^/]*\\.(?:yaml|yml)|appveyor\\.(?:yaml|yml))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public boolean takes(String path, YamlNode root) {
    return root instanceof YamlMapping mapping
        && !isOthers(path)
        && !(mapping.get("apiVersion").isPresent() && mapping.get("kind").isPresent())
        && new Search().holdsImageMap(mapping, false);
  }

  /** Whether a file that is not known as values by its name may hold some. */
  static boolean isCandidate(String path) {
    return ComposeFinder.isYaml(path) && !isOthers(path) && !HelmValuesFinder.isValuesFile(path);
  }

  static boolean isOthers(String path) {
    return OTHERS.matcher(path).matches();
  }

  @Override
  public void find(YamlNode root, Collector out) {
    ValuesWalk.findInFile(root, out);
  }

  private static final class Search {
    private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param images whether what the node holds stands right below {@code images}
     */
    boolean holdsImageMap(YamlNode node, boolean images) {
      if (node instanceof YamlScalar || !seen.add(node)) {
        return false;
      }
      if (node instanceof YamlSequence sequence) {
        return sequence.items().stream()
            .anyMatch(item -> (images && isOne(item)) || holdsImageMap(item, false));
      }
      return ((YamlMapping) node)
          .effective().entrySet().stream()
              .anyMatch(
                  entry -> {
                    String key = entry.getKey();
                    YamlNode value = entry.getValue().value();
                    return ((images || ValuesKeys.isImage(key)) && isOne(value))
                        || holdsImageMap(value, key.equals("images"));
                  });
    }

    private static boolean isOne(YamlNode node) {
      return node instanceof YamlMapping map
          && map.scalar("repository")
              .filter(Collector::isText)
              .flatMap(name -> ImageReference.parse(name.value()))
              .isPresent()
          && List.of("tag", "version").stream()
              .anyMatch(key -> map.scalar(key).filter(Collector::isText).isPresent());
    }
  }
}
