package dev.tagboat.applier.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.YamlReader;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at what a kustomization refers to, before the program sees it: kustomize itself would fetch
 * URLs, run git, and follow folders out of its root. Only what stands in the repo is let through.
 */
final class References {
  private static final List<String> PATHS =
      List.of(
          "resources",
          "bases",
          "components",
          "configurations",
          "crds",
          "transformers",
          "generators",
          "validators",
          "patchesStrategicMerge");
  private static final List<String> PATH_OWNERS =
      List.of("patches", "patchesJson6902", "replacements");
  private static final List<String> FILE_OWNERS = List.of("configMapGenerator", "secretGenerator");
  private static final List<String> REFUSED =
      List.of("helmCharts", "helmChartInflationGenerator", "helmGlobals");

  private final Map<String, SourceFile> files = new TreeMap<>();
  private final Set<String> folders = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  References(List<SourceFile> everything) {
    for (SourceFile file : everything) {
      files.put(file.path(), file);
      for (String at = file.folder(); folders.add(at); at = RepoPath.parent(at)) {
        if (at.isEmpty()) {
          break;
        }
      }
    }
  }

  /**
   * @throws UserFault for the first reference to something that is not in the repo
   */
  void check(String folder) {
    open.add(folder);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (seen.add(next)) {
        kustomization(next);
      }
    }
  }

  private void kustomization(String folder) {
    for (String name : Layout.KUSTOMIZATIONS) {
      SourceFile file = files.get(RepoPath.join(folder, name));
      if (file != null) {
        JsonNode content =
            YamlReader.single(file.path(), new String(file.bytes(), StandardCharsets.UTF_8));
        for (String reference : references(file, content)) {
          local(file, folder, reference);
        }
      }
    }
  }

  private static List<String> references(SourceFile file, JsonNode content) {
    for (String key : REFUSED) {
      if (content.has(key)) {
        throw new UserFault(
            file.path() + ": " + key + " would fetch charts; render them and commit the result");
      }
    }
    List<String> references = new ArrayList<>();
    for (String key : PATHS) {
      content.path(key).forEach(item -> references.add(item.asText()));
    }
    for (String key : PATH_OWNERS) {
      content.path(key).forEach(item -> references.add(item.path("path").asText()));
    }
    references.add(content.path("openapi").path("path").asText());
    for (String key : FILE_OWNERS) {
      for (JsonNode generator : content.path(key)) {
        generator.path("files").forEach(item -> references.add(withoutKey(item.asText())));
        generator.path("envs").forEach(item -> references.add(item.asText()));
        references.add(generator.path("env").asText());
      }
    }
    return references;
  }

  private static String withoutKey(String file) {
    return file.substring(file.indexOf('=') + 1);
  }

  private void local(SourceFile file, String folder, String reference) {
    // Text of several lines is a patch or a generator that stands in place.
    if (reference.isEmpty() || reference.contains("\n")) {
      return;
    }
    String path = RepoPath.join(folder, reference);
    if (folders.contains(path)) {
      open.add(path);
    } else if (!files.containsKey(path)) {
      throw new UserFault(
          file.path()
              + ": "
              + reference
              + " is not in this repo. Nothing is fetched from elsewhere while applying: copy it"
              + " into the repo.");
    }
  }
}
