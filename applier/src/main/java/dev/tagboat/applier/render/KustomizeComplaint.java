package dev.tagboat.applier.render;

import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may be told of kustomize's errors: they quote literals of generators, patches as a whole and
 * lines of files. Told are files of the repo, objects and keys that it names, and kustomize's own
 * words.
 */
final class KustomizeComplaint {
  // Secret.v1.[noGrp]/name.[noNs]
  private static final String OBJECT =
      "([A-Z]\\w{1,60})\\.v\\w{1,20}\\.(?:\\[noGrp\\]|[a-z0-9.-]{1,100})/([\\w.-]{1,253})"
          + "\\.(?:\\[noNs\\]|[a-z0-9-]{1,63})(?![\\w.])";

  private static final String FIELD =
      "into Go struct field ((?:\\w{1,40}\\.){1,7}\\w{1,40})(?= of type )";
  private static final Set<String> TYPES =
      Set.of(
          "Kustomization",
          "SecretArgs",
          "ConfigMapArgs",
          "GeneratorArgs",
          "KvPairSources",
          "Image",
          "Patch",
          "Replica",
          "Label",
          "Replacement",
          "ReplacementField",
          "Selector",
          "Var");

  private static final List<Phrase> FIXED =
      Stream.of(
              "accumulating resources",
              "merging (?:resources|from generator)",
              "invalid Kustomization",
              "MalformedYAMLError",
              "(?:literal|file|env) sources",
              "env source files",
              "invalid literal source",
              "expected key=value",
              "illegally repeats the key",
              "invalid (?:env|configmap|secret) key",
              "has invalid utf8 bytes",
              "key name or file path contains '='",
              "behavior must be merge or replace",
              "trouble configuring builtin (?:Patch|PatchStrategicMerge|PatchJson6902|Secret"
                  + "|ConfigMap|ImageTag|Label|Annotations|Namespace|Prefix|Suffix|Replacement"
                  + "|ReplicaCount|Hash|ValueAdd|HelmChartInflation)(?:Transformer|Generator)",
              "unable to parse SM or JSON patch",
              "no resource matches strategic merge patch",
              "no matches for Id",
              "failed to find unique target for patch",
              "multiple matches for Id",
              "(?:add|remove|replace|move|copy|test) operation does not apply",
              "doc is missing (?:path|key)",
              "missing value",
              "test failed",
              "mapping key(?= \")",
              "missing Resource metadata",
              "missing metadata\\.name",
              "missing kind",
              "may not add resource with an already registered id",
              "no such file or directory",
              "must build at directory",
              "must resolve to a file",
              "cycle detected",
              "security; file",
              "unable to find field",
              "in replacement target",
              "nothing selected by",
              "field specified in var",
              "not found in corresponding resource",
              "unable to load builtin",
              "Failed to read kustomization file",
              "kind should be Kustomization or Component",
              "apiVersion for",
              "kustomization\\.yaml is empty",
              "unknown field(?= \")")
          .map(Phrase::fixed)
          .toList();

  private final String folder;
  private final List<SourceFile> everything;

  /**
   * @param folder of the kustomization, from the root of the repo
   * @param everything the files of the repo
   */
  KustomizeComplaint(String folder, List<SourceFile> everything) {
    this.folder = folder;
    this.everything = everything;
  }

  /**
   * @param said what kustomize wrote to standard error
   */
  String told(String said) {
    String excerpt = Phrase.excerpt(phrases(), said);
    return (excerpt.isEmpty() ? "what it says is not shown, since it may quote values" : excerpt)
        + ". All of it is shown by this, in a checkout of the repo: kustomize build "
        + (folder.isEmpty() ? "." : folder);
  }

  private List<Phrase> phrases() {
    List<Phrase> phrases = new ArrayList<>(FIXED);
    phrases.addAll(YamlWords.ALL);
    phrases.add(Phrase.of("(?:from|File:|on) '?([\\w./-]{1,200})'?(?![\\w./-])", this::isFile));
    phrases.add(Phrase.of("(?<=\\[)([\\w./-]{1,200})(?=\\]:)", this::isFile));
    phrases.add(Phrase.of(OBJECT, this::isObject));
    phrases.add(Phrase.of("unknown field \"(\\w{1,60})\"", m -> isKey(m.group(1))));
    phrases.add(Phrase.of(FIELD, this::isField));
    return phrases;
  }

  private boolean isFile(MatchResult match) {
    String name = match.group(1);
    return everything.stream()
        .anyMatch(file -> file.path().equals(name) || file.path().endsWith("/" + name));
  }

  // Names that stand in the repo as names.
  private boolean isObject(MatchResult match) {
    return isInRepo("kind", match.group(1)) && isInRepo("name", match.group(2));
  }

  private boolean isInRepo(String key, String value) {
    return isAnywhere(key + "\"?:\\s*[\"']?" + Pattern.quote(value) + "(?![\\w.-])");
  }

  private boolean isKey(String key) {
    return isAnywhere("(?m)(?:^|[\\s{,\"])" + Pattern.quote(key) + "\"?\\s*:");
  }

  // What begins with a capital letter is a type of kustomize's own.
  private boolean isField(MatchResult match) {
    return Stream.of(match.group(1).split("\\.", -1))
        .allMatch(part -> TYPES.contains(part) || isKey(part));
  }

  private boolean isAnywhere(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return everything.stream()
        .filter(file -> file.name().matches(".*\\.(ya?ml|json)|Kustomization"))
        .anyMatch(file -> pattern.matcher(new String(file.bytes(), StandardCharsets.UTF_8)).find());
  }
}
