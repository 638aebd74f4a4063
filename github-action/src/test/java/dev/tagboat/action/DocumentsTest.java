package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What people read, and what runners read, names what the code does. */
class DocumentsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
  private static final Pattern OUTPUT = Pattern.compile("steps\\.tagboat\\.outputs\\.([a-z-]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode yaml(String text) {
    return JSON.valueToTree(named(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
  }

  // YAML 1.1 reads the key "on" as a truth value.
  private static Object named(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new LinkedHashMap<>();
      map.forEach((key, one) -> all.put(Boolean.TRUE.equals(key) ? "on" : "" + key, named(one)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(named(one)));
      return all;
    }
    return value;
  }

  private static JsonNode file(String name) throws IOException {
    return yaml(Files.readString(Path.of(name)));
  }

  private static List<String> problems(String schema, JsonNode document) throws IOException {
    try (InputStream in = DocumentsTest.class.getResourceAsStream("/" + schema)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(in))
          .validate(document)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  static List<String> workflows() throws IOException {
    List<String> workflows = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(readme());
    while (matcher.find()) {
      if (matcher.group(1).contains("jobs:")) {
        workflows.add(matcher.group(1));
      }
    }
    return workflows;
  }

  private static List<String> rows(String section) throws IOException {
    String readme = readme();
    int start = readme.indexOf("\n## " + section + "\n");
    Matcher matcher = ROW.matcher(readme.substring(start, readme.indexOf("\n## ", start + 1)));
    List<String> names = new ArrayList<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"action.yml", "container/action.yml"})
  void bothActionsAreValidAndHaveTheCodesInputsAndOutputs(String name) throws IOException {
    JsonNode action = file(name);

    assertThat(problems("action.schema.json", action)).isEmpty();
    assertThat(keys(action.path("inputs"))).isEqualTo(Input.keys());
    assertThat(keys(action.path("outputs"))).isEqualTo(Output.keys());
  }

  @Test
  void bothActionsSayTheSameOfTheirInputs() throws IOException {
    assertThat(file("container/action.yml").path("inputs"))
        .isEqualTo(file("action.yml").path("inputs"));
  }

  @Test
  void theCompositeActionHandsOnEveryInputAndOutput() throws IOException {
    JsonNode action = file("action.yml");
    JsonNode step = action.path("runs").path("steps").path(0);

    Map<String, String> env = new LinkedHashMap<>();
    for (Input input : Input.values()) {
      env.put("INPUT_" + input.name(), "${{ inputs." + input.key() + " }}");
    }
    assertThat(step.path("env")).isEqualTo(JSON.valueToTree(env));
    assertThat(step.path("run").asText()).doesNotContain("${{");
    for (Output output : Output.values()) {
      assertThat(action.path("outputs").path(output.key()).path("value").asText())
          .isEqualTo("${{ steps." + step.path("id").asText() + ".outputs." + output.key() + " }}");
    }
  }

  @Test
  void theReadmeNamesThemAllInTheirOrder() throws IOException {
    assertThat(rows("Inputs")).isEqualTo(Input.keys());
    assertThat(rows("Outputs")).isEqualTo(Output.keys());
  }

  @Test
  void thereAreWorkflowsInTheReadme() throws IOException {
    assertThat(workflows()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyWorkflowIsValidAndGivesInputsThatThereAre(String text) throws IOException {
    JsonNode workflow = yaml(text);

    assertThat(problems("workflow.schema.json", workflow)).isEmpty();
    int ours = 0;
    for (JsonNode job : workflow.path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        if (step.path("uses").asText().contains("/github-action")) {
          ours++;
          assertThat(Input.keys()).containsAll(keys(step.path("with")));
          assertThat(keys(step.path("with"))).contains("images");
        }
      }
    }
    assertThat(ours).isPositive();
    Matcher outputs = OUTPUT.matcher(text);
    while (outputs.find()) {
      assertThat(Output.keys()).contains(outputs.group(1));
    }
  }
}
