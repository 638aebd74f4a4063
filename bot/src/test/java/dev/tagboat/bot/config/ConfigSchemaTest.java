package dev.tagboat.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published schema is what the records say. To write it anew after a change of the records: add
 * the key to {@code schema-texts.txt}, then run this test with {@code -Dtagboat.write-schema=true}.
 */
final class ConfigSchemaTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path SCHEMA = Path.of("src/main/resources", BotConfig.SCHEMA);
  private static final Path TEXTS =
      Path.of("src/test/resources/dev/tagboat/bot/config/schema-texts.txt");

  private static String generated() throws IOException {
    Map<String, JsonNode> texts = new HashMap<>();
    for (String line : Files.readAllLines(TEXTS)) {
      int end = line.indexOf(' ');
      if (end > 0) {
        texts.put(line.substring(0, end), MAPPER.readTree(line.substring(end)));
      }
    }
    return new SchemaGenerator(texts)
        .generate(BotConfig.class, "Settings of Tagboat in a config repo, .tagboat.yaml");
  }

  @Test
  void thePublishedSchemaIsWhatTheRecordsSay() throws IOException {
    if (Boolean.getBoolean("tagboat.write-schema")) {
      Files.writeString(SCHEMA, generated());
    }

    assertThat(SCHEMA).hasContent(generated());
  }

  private static Set<ValidationMessage> validate(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return schema.validate(value == null ? MAPPER.createObjectNode() : MAPPER.valueToTree(value));
  }

  static List<Path> goldenFiles() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/test/resources"))) {
      return all.filter(path -> path.endsWith(BotConfig.FILE_NAME)).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void theSettingsOfEveryGoldenCaseAreValid(Path file) throws IOException {
    assertThat(validate(Files.readString(file))).as(file.toString()).isEmpty();
  }

  @Test
  void theExampleInTheReadmeIsValid() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("\n## .tagboat.yaml"));
    String example = section.substring(section.indexOf("```yaml\n") + 8);
    String yaml = example.substring(0, example.indexOf("```"));

    assertThat(validate(yaml)).isEmpty();
    assertThat(BotConfig.read(yaml.getBytes(StandardCharsets.UTF_8)).images()).isNotEmpty();
  }

  @Test
  void everyKeyOfTheContractIsValid() throws IOException {
    assertThat(validate(BotConfigTest.FULL)).isEmpty();
  }

  /** Schema and reader agree on what is wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagess: []",
        "version: 2",
        "version: one",
        "images: [{policy: auto}]",
        "images: [{name: a, policy: semvr}]",
        "images: [{name: a, pin: 'yes'}]",
        "images: [{name: a, minimum-age: '3'}]",
        "images: [{name: a, platforms: [x]}]",
        "images: {name: a}",
        "images: [{name: a, verify: {cosign: {}}}]",
        "scan: {include: [/etc/passwd]}",
        "scan: {fields: [{path: a..b}]}",
        "scan: {fields: [{path: a, keys: {x: y}}]}",
        "pull-requests: {max-open: 0}",
        "pull-requests: {group-by: team}",
        "pull-requests: {title: ''}",
        "pull-requests: {labels: bug}",
        "pull-requests: {schedule: ['0 9 * * 1-5 UTC']}",
        "pull-requests: {schedule: ['* 9-16 * * 1-5']}",
        "pull-requests: {draft: 'no'}",
        "pull-requests: {auto-merge: {method: fast}}",
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String yaml) throws IOException {
    assertThat(validate(yaml)).as("schema").isNotEmpty();
    assertThat(catchThrowable(() -> BotConfig.read(yaml.getBytes(StandardCharsets.UTF_8))))
        .as("reader")
        .isInstanceOf(UserFault.class);
  }
}
