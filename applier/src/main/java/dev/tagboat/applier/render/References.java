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
import java.util.function.BiConsumer;
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
      PATHS.forEach(key -> each(key, (item, at) -> local(item.asText(), item.asText())));
      PLUGINS.forEach(key -> each(key, (item, at) -> plugin(item.asText(), at)));
      PATCHES.forEach(key -> each(key, this::patch));
      FILE_OWNERS.forEach(key -> each(key, this::generator));
      exact(content.path(OPENAPI), INNER_KEYS);
      local(content.path(OPENAPI).path("path").asText(), "openapi.path");
    }

    private void each(String key, BiConsumer<JsonNode, String> check) {
      int i = 0;
      for (JsonNode item : content.path(key)) {
        check.accept(item, key + "[" + i++ + "]");
      }
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

    // Where these should name a file, a literal, a patch or a password may stand by mistake: only
    // which one it is can be told.
    private void patch(JsonNode item, String at) {
      exact(item, INNER_KEYS);
      String inPlace = item.asText();
      if (!inPlace.contains("\n")) {
        local(inPlace, at);
      }
      local(item.path("path").asText(), at + ".path");
    }

    private void generator(JsonNode item, String at) {
      exact(item, INNER_KEYS);
      item.path("files").forEach(one -> local(withoutKey(one.asText()), "a file of " + at));
      item.path("envs").forEach(one -> local(one.asText(), "one of the envs of " + at));
      local(item.path("env").asText(), at + ".env");
    }

    // One that stands in place is a text of several lines.
    private void plugin(String reference, String at) {
      if (reference.contains("\n")) {
        configuration(file.path(), reference);
        return;
      }
      local(reference, at);
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
        throw elsewhere(RepoPath.host(withoutKey(node.asText())));
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

    /**
     * @param shown what it is called in an error
     */
    private void local(String reference, String shown) {
      if (reference.isEmpty()) {
        return;
      }
      String path = RepoPath.join(file.folder(), reference);
      SourceFile there = files.get(path);
      if (RepoPath.isUrl(reference) || (there == null && !folders.contains(path))) {
        throw elsewhere(shown);
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

    private UserFault elsewhere(String shown) {
      return wrong(
          RepoPath.shown(shown)
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
