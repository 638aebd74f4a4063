package dev.tagboat.applier.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.desired.Place;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A manifest of kind {@code Chart} in {@code tagboat.dev/v1}, which never reaches the cluster:
 * which chart of the repo is rendered, and how. Its name is the release's, its namespace the
 * release's.
 *
 * @param chart folder, from the root of the repo
 * @param valuesFiles likewise; later ones win
 * @param values an object; wins over the files
 * @param kubeVersion empty: what the program takes
 */
record ChartRequest(
    Place at,
    String release,
    String namespace,
    String chart,
    List<String> valuesFiles,
    JsonNode values,
    boolean includeCrds,
    String kubeVersion,
    List<String> apiVersions,
    Hooks hooks) {
  private static final Pattern RELEASE = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?");
  private static final byte[] MARK = "tagboat.dev/v1".getBytes(StandardCharsets.UTF_8);
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./+-]{0,200}");
  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "path",
              "valuesFiles",
              "values",
              "includeCRDs",
              "kubeVersion",
              "apiVersions",
              "hooks"));

  ChartRequest {
    valuesFiles = List.copyOf(valuesFiles);
    apiVersions = List.copyOf(apiVersions);
  }

  /** What becomes of objects that Helm would only use around an installation. */
  enum Hooks {
    refuse,
    skip,
    apply
  }

  static boolean isOne(Manifest manifest) {
    return manifest.id().groupKind().equals("Chart.tagboat.dev");
  }

  /**
   * @throws UserFault for the first thing that is wrong with it
   */
  static ChartRequest of(Manifest manifest) {
    Reading spec = new Reading(manifest);
    spec.known();
    String folder = RepoPath.parent(manifest.at().file());
    return new ChartRequest(
        manifest.at(),
        spec.matching("metadata.name", manifest.id().name(), RELEASE),
        spec.matching("metadata.namespace", manifest.id().namespace(), RELEASE),
        RepoPath.join(folder, spec.text("path", "")),
        spec.texts("valuesFiles").stream().map(file -> RepoPath.join(folder, file)).toList(),
        spec.values(),
        spec.flag("includeCRDs"),
        spec.word(spec.text("kubeVersion", "")),
        spec.texts("apiVersions").stream().map(spec::word).toList(),
        spec.hooks());
  }

  /** Files that are values of charts, and so no manifests, whatever their names. */
  static Set<String> valuesFiles(List<SourceFile> files) {
    List<SourceFile> asking = files.stream().filter(ChartRequest::mayAsk).toList();
    return ManifestReader.read(asking).manifests().stream()
        .filter(ChartRequest::isOne)
        .flatMap(manifest -> of(manifest).valuesFiles().stream())
        .collect(Collectors.toSet());
  }

  /** Whether one may be in it: most files have no such word, and need not be read twice. */
  static boolean mayAsk(SourceFile file) {
    byte[] bytes = file.bytes();
    for (int i = 0; i <= bytes.length - MARK.length; i++) {
      if (bytes[i] == MARK[0] && Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }

  private record Reading(Manifest manifest) {
    UserFault wrong(String sentence) {
      return new UserFault(manifest.at() + ": " + sentence);
    }

    void known() {
      if (!manifest.apiVersion().equals("tagboat.dev/v1")) {
        throw wrong("the apiVersion of a Chart is tagboat.dev/v1");
      }
      for (Map.Entry<String, JsonNode> entry : manifest.path("spec").properties()) {
        if (!KEYS.contains(entry.getKey())) {
          throw wrong("a Chart has no spec." + entry.getKey() + "; it has " + KEYS);
        }
      }
      if (text("path", "").isEmpty()) {
        throw wrong("spec.path is missing: the folder of the chart, from the folder of this file");
      }
    }

    String matching(String key, String value, Pattern form) {
      if (!form.matcher(value).matches()) {
        throw wrong(key + " must be lower-case letters, digits and '-', at most 53 of them");
      }
      return value;
    }

    String text(String key, String absent) {
      JsonNode value = manifest.path("spec", key);
      if (!value.isTextual() && !value.isMissingNode()) {
        throw wrong("spec." + key + " must be a text");
      }
      return value.asText(absent);
    }

    List<String> texts(String key) {
      JsonNode values = manifest.path("spec", key);
      List<String> texts = new ArrayList<>();
      for (JsonNode value : values) {
        texts.add(value.isTextual() ? value.asText() : "");
      }
      if (!(values.isArray() || values.isMissingNode()) || texts.contains("")) {
        throw wrong("spec." + key + " must be a list of texts");
      }
      return texts;
    }

    // A word that begins with a dash would be an option of the program.
    String word(String text) {
      if (!text.isEmpty() && !WORD.matcher(text).matches()) {
        throw wrong("'" + text + "' is no version of an API or of Kubernetes");
      }
      return text;
    }

    JsonNode values() {
      JsonNode values = manifest.path("spec", "values");
      if (!values.isObject() && !values.isMissingNode()) {
        throw wrong("spec.values must be a mapping");
      }
      return values.isObject() ? values : JsonNodeFactory.instance.objectNode();
    }

    boolean flag(String key) {
      JsonNode value = manifest.path("spec", key);
      if (!value.isBoolean() && !value.isMissingNode()) {
        throw wrong("spec." + key + " must be true or false");
      }
      return value.asBoolean(true);
    }

    Hooks hooks() {
      String text = text("hooks", Hooks.refuse.name());
      for (Hooks hooks : Hooks.values()) {
        if (hooks.name().equals(text)) {
          return hooks;
        }
      }
      throw wrong("spec.hooks must be refuse, skip or apply");
    }
  }

  /** What its objects are made of. */
  Origin origin() {
    return new Origin(at.file(), Optional.of(at.line()));
  }
}
