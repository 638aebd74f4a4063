package dev.tagboat.applier.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.Standins;
import dev.tagboat.applier.desired.YamlReader;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at what a kustomization refers to, before the program sees it: kustomize itself would fetch
 * URLs, run git, and follow folders out of its root. Only what stands in the repo is let through.
 */
final class References {
  private static final List<String> PATHS =
      List.of("resources", "bases", "components", "configurations", "crds");
  private static final List<String> PLUGINS = List.of("transformers", "generators", "validators");
  private static final List<String> PATCHES =
      List.of("patches", "patchesJson6902", "replacements", "patchesStrategicMerge");
  private static final List<String> FILE_OWNERS = List.of("configMapGenerator", "secretGenerator");
  private static final List<String> REFUSED =
      List.of("helmCharts", "helmChartInflationGenerator", "helmGlobals");
  private static final String OPENAPI = "openapi";
  private static final List<String> KEYS =
      Stream.of(PATHS, PLUGINS, PATCHES, FILE_OWNERS, REFUSED, List.of(OPENAPI))
          .flatMap(List::stream)
          .toList();
  private static final List<String> INNER_KEYS = List.of("path", "files", "envs", "env");

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
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        new Kustomization(file, YamlReader.single(file.path(), text)).check();
      }
    }
  }

  /** One file, and what stands in it. */
  private final class Kustomization {
    private final SourceFile file;
    private final JsonNode content;

    Kustomization(SourceFile file, JsonNode content) {
      this.file = file;
      this.content = content;
    }

    void check() {
      exact(content, KEYS);
      for (String key : REFUSED) {
        if (content.has(key)) {
          throw wrong(key + " would fetch charts; render them and commit the result");
        }
      }
      PATHS.forEach(key -> content.path(key).forEach(item -> local(item.asText())));
      PLUGINS.forEach(key -> content.path(key).forEach(item -> plugin(item.asText())));
      PATCHES.forEach(key -> content.path(key).forEach(this::patch));
      FILE_OWNERS.forEach(key -> content.path(key).forEach(this::generator));
      exact(content.path(OPENAPI), INNER_KEYS);
      local(content.path(OPENAPI).path("path").asText());
    }

    // kustomize takes Resources or RESOURCES for resources; here they would go unseen.
    private void exact(JsonNode node, Collection<String> known) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = field.getKey();
        if (!known.contains(key) && known.stream().anyMatch(key::equalsIgnoreCase)) {
          throw wrong(key + " is not written as kustomize documents it. Mind the capital letters");
        }
      }
    }

    private void patch(JsonNode item) {
      exact(item, INNER_KEYS);
      String inPlace = item.asText();
      if (!inPlace.contains("\n")) {
        local(inPlace);
      }
      local(item.path("path").asText());
    }

    private void generator(JsonNode item) {
      exact(item, INNER_KEYS);
      item.path("files").forEach(one -> local(withoutKey(one.asText())));
      item.path("envs").forEach(one -> local(one.asText()));
      local(item.path("env").asText());
    }

    // One that stands in place is a text of several lines.
    private void plugin(String reference) {
      if (reference.contains("\n")) {
        configuration(file.path(), reference);
        return;
      }
      local(reference);
      String path = RepoPath.join(file.folder(), reference);
      for (SourceFile one : files.values()) {
        if (one.path().equals(path) || (one.path().startsWith(path + "/") && isYaml(one))) {
          configuration(one.path(), new String(one.bytes(), StandardCharsets.UTF_8));
        }
      }
    }

    // The generators and transformers that are built into kustomize load what these keys name.
    private void configuration(String path, String text) {
      YamlReader.all(path, text).forEach(document -> loads(document, false));
    }

    private void loads(JsonNode node, boolean named) {
      if (named && node.isTextual() && RepoPath.isUrl(withoutKey(node.asText()))) {
        throw elsewhere(node.asText());
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = field.getKey();
        boolean names =
            key.equalsIgnoreCase("paths") || INNER_KEYS.stream().anyMatch(key::equalsIgnoreCase);
        loads(field.getValue(), names);
      }
      if (node.isArray()) {
        node.forEach(item -> loads(item, named));
      }
    }

    private void local(String reference) {
      if (reference.isEmpty()) {
        return;
      }
      String path = RepoPath.join(file.folder(), reference);
      SourceFile there = files.get(path);
      if (RepoPath.isUrl(reference) || (there == null && !folders.contains(path))) {
        throw elsewhere(reference);
      }
      if (there == null) {
        open.add(path);
      } else {
        Standins.objection(there.bytes())
            .ifPresent(
                why -> {
                  throw wrong(reference + " " + why);
                });
      }
    }

    private UserFault elsewhere(String reference) {
      return wrong(
          reference.replaceAll("\\p{Cntrl}+", " ").strip()
              + " is not in this repo, or is a link, a submodule or too large. Nothing is fetched"
              + " from elsewhere while applying: copy it into the repo.");
    }

    private UserFault wrong(String sentence) {
      return new UserFault(file.path() + ": " + sentence);
    }
  }

  private static boolean isYaml(SourceFile file) {
    return file.name().endsWith(".yaml") || file.name().endsWith(".yml");
  }

  private static String withoutKey(String file) {
    return file.substring(file.indexOf('=') + 1);
  }
}
