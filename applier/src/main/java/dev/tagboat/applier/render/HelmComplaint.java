package dev.tagboat.applier.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.YamlReader;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/**
 * What may be told of helm's errors: they quote values, what templates made of them, and whatever a
 * template says with {@code fail}. Told are places in files of the chart, paths of values that a
 * template really has, and helm's own words.
 */
final class HelmComplaint {
  private static final String PLACE = "([\\w./-]{1,200}\\.[a-z]{1,5}):(\\d{1,6})(?::(\\d{1,6}))?";
  private static final String TYPE =
      "(?:string|bool|int|int64|float64|\\[\\]string|\\[\\]interface \\{\\}"
          + "|map\\[string\\]interface \\{\\}|chartutil\\.Values|common\\.Values|interface \\{\\})";
  private static final String JSON_TYPE = "(?:string|number|integer|boolean|object|array|null)";

  // Whatever follows is a text of the chart's author.
  private static final String SAID = "(?s)(execution error at \\([^()\\s]{1,300}\\):).*";

  private static final List<Phrase> FIXED =
      Stream.of(
              "what fail or required says is not shown",
              "execution error at",
              "parse error at",
              "YAML parse error",
              "nil pointer evaluating",
              "can't evaluate field",
              "range can't iterate over",
              "map has no entry for key",
              "wrong type for value; expected " + TYPE + "; got " + TYPE,
              "wrong number of args",
              "incompatible types for comparison",
              "error calling (?:include|tpl|index|fromYaml|toYaml|fail|required)(?=:)",
              "cannot index slice/array with type " + TYPE,
              "index of (?:untyped )?nil(?: pointer)?",
              "(?:index|slice) out of range",
              "no template(?= \")",
              "cannot parse template",
              "error during tpl function execution",
              "rendering template has a nested reference name",
              "improper constraint",
              "error parsing regexp",
              "illegal base64 data",
              "cannot parse(?= \")",
              "unclosed (?:action|comment|left paren)",
              "bad (?:character|number syntax)",
              "unterminated (?:quoted string|raw quoted string|character constant)",
              "unexpected EOF",
              "missing value for (?:command|if|range|with|template|define|block)",
              "undefined variable",
              "function(?= \"[^\"]*\" not defined)",
              "not defined",
              "chart requires kubeVersion",
              "library charts are not installable",
              "validation: chart\\.metadata\\.[a-zA-Z]{1,20}",
              "is required",
              "is invalid",
              "cannot load (?:Chart|values)\\.yaml",
              "Chart\\.yaml file is missing",
              "found in Chart\\.yaml, but missing in charts/ directory",
              "values don't meet the specifications of the schema",
              "got " + JSON_TYPE + ", want " + JSON_TYPE + "(?: or " + JSON_TYPE + ")*",
              "Invalid type\\. Expected: " + JSON_TYPE + ", given: " + JSON_TYPE,
              "missing propert(?:y|ies)",
              "additional propert(?:y|ies)",
              "Additional property",
              "(?:value )?must be one of",
              "value must be(?= ')",
              "(?:[Dd]oes|do) not match",
              "(?:max|min)(?:imum|Length|Items|Properties)(?=:)",
              "String length must be (?:less|greater) than or equal to",
              "Array must have at (?:least|most)",
              "'(?:oneOf|anyOf|allOf|not)' failed",
              "Must validate")
          .map(Phrase::fixed)
          .toList();

  private final ChartRequest request;
  private final Map<String, String> files = new HashMap<>();
  private final Set<String> dependencies = new HashSet<>();
  private final StringBuilder templates = new StringBuilder();
  private final StringBuilder schemas = new StringBuilder();

  /**
   * @param everything the files of the repo
   */
  HelmComplaint(ChartRequest request, List<SourceFile> everything) {
    this.request = request;
    String prefix = request.chart().isEmpty() ? "" : request.chart() + "/";
    String name = "";
    for (SourceFile file : everything) {
      if (file.path().equals(prefix + Layout.CHART)) {
        name = chart(file);
      }
    }
    for (SourceFile file : everything) {
      if (file.path().startsWith(prefix)) {
        add(name + "/" + file.path().substring(prefix.length()), text(file));
      }
    }
  }

  private static String text(SourceFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  private String chart(SourceFile file) {
    try {
      JsonNode chart = YamlReader.single(file.path(), text(file));
      chart.path("dependencies").forEach(one -> dependencies.add(one.path("name").asText()));
      return chart.path("name").asText();
    } catch (UserFault e) {
      // Then helm says that; there are no other names.
      return "";
    }
  }

  private void add(String name, String text) {
    if (name.endsWith("values.schema.json")) {
      schemas.append(text);
    } else if (name.contains("/templates/")) {
      templates.append(text).append('\n');
    }
    files.put(name, text);
  }

  /**
   * @param said what helm wrote to standard error
   */
  String told(String said) {
    String text = said.replaceAll(SAID, "$1 what fail or required says is not shown");
    String excerpt = Phrase.excerpt(phrases(), text);
    return (excerpt.isEmpty() ? "what it says is not shown, since it may quote values" : excerpt)
        + ". All of it is shown by this, in a checkout of the repo: "
        + command();
  }

  private List<Phrase> phrases() {
    List<Phrase> phrases = new ArrayList<>(FIXED);
    phrases.addAll(YamlWords.ALL);
    phrases.add(Phrase.of(PLACE, this::isPlace));
    phrases.add(Phrase.of("(?<= on )([\\w./-]{1,300})(?=:)", m -> files.containsKey(m.group(1))));
    phrases.add(Phrase.of("at <([.$][\\w.$]{1,200})>", m -> isInTemplates(m.group(1))));
    phrases.add(
        Phrase.of(
            "failed to parse ([\\w./-]{1,300})(?=:)",
            m -> request.valuesFiles().contains(m.group(1))));
    phrases.add(
        Phrase.of("(?<=directory: )([\\w.-]+(?:, [\\w.-]+)*)", m -> areDependencies(m.group(1))));
    phrases.add(Phrase.of("at '(/[\\w./-]{0,200}|)'(?=:)", m -> isInSchemas(m.group(1), "/")));
    phrases.add(Phrase.of("(?<=\n- )([\\w.]{1,200})(?=:)", m -> isInSchemas(m.group(1), "\\.")));
    return phrases;
  }

  private boolean isPlace(MatchResult match) {
    String text = files.get(match.group(1));
    return text != null && Integer.parseInt(match.group(2)) <= text.lines().count() + 1;
  }

  // A path of keys, with nothing in quotes: the template has it, so it was not made of values.
  private boolean isInTemplates(String expression) {
    return templates.indexOf(expression) >= 0;
  }

  private boolean areDependencies(String names) {
    return dependencies.containsAll(Arrays.asList(names.split(", ", -1)));
  }

  // Keys may be secrets too, such as tokens that are mapped to users; those of a schema are not.
  private boolean isInSchemas(String path, String separator) {
    return Stream.of(path.split(separator, -1))
        .allMatch(key -> key.isEmpty() || schemas.indexOf("\"" + key + "\"") >= 0);
  }

  private String command() {
    StringBuilder command = new StringBuilder("helm template ");
    command.append(request.release()).append(' ');
    command.append(request.chart().isEmpty() ? "." : request.chart());
    command.append(" --namespace ").append(request.namespace());
    request.valuesFiles().forEach(file -> command.append(" --values ").append(file));
    return command + (request.values().isEmpty() ? "" : " (with spec.values as the last file)");
  }
}
