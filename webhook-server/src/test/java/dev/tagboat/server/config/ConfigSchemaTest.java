package dev.tagboat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The published schema, the records and the example in the README say the same. */
final class ConfigSchemaTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNode SCHEMA = load();

  @TempDir Path folder;

  private static JsonNode load() {
    try (InputStream in =
        ConfigSchemaTest.class.getResourceAsStream("/tagboat-server.schema.json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<ValidationMessage> validate(String yaml) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
    String plain =
        new String(
            SecretResolver.shield(yaml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(plain);
    String asWritten =
        MAPPER.valueToTree(value).toString().replaceAll("\\$\\(([A-Z_]+)\\)", "\\${$1}");
    return schema.validate(tree(asWritten));
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyRecordHasItsObject() {
    Map<Class<?>, JsonNode> objects =
        Map.ofEntries(
            Map.entry(ConfigDocument.class, SCHEMA),
            Map.entry(ConfigDocument.Database.class, SCHEMA.at("/$defs/database")),
            Map.entry(ConfigDocument.HookEntry.class, SCHEMA.at("/$defs/hook")),
            Map.entry(ConfigDocument.OidcEntry.class, SCHEMA.at("/$defs/oidc")),
            Map.entry(ConfigDocument.SnsEntry.class, SCHEMA.at("/$defs/sns")),
            Map.entry(ConfigDocument.SigstoreEntry.class, SCHEMA.at("/properties/sigstore")),
            Map.entry(ConfigDocument.SignInEntry.class, SCHEMA.at("/$defs/sign-in")),
            Map.entry(ConfigDocument.SignInOidcEntry.class, SCHEMA.at("/$defs/sign-in-oidc")),
            Map.entry(ConfigDocument.LimitsEntry.class, SCHEMA.at("/$defs/limits")),
            Map.entry(ConfigDocument.FieldsEntry.class, SCHEMA.at("/$defs/fields")),
            Map.entry(ConfigDocument.RegistryEntry.class, SCHEMA.at("/$defs/registry")),
            Map.entry(ConfigDocument.RepositoryEntry.class, SCHEMA.at("/$defs/repository")),
            Map.entry(ConfigDocument.ClusterEntry.class, SCHEMA.at("/$defs/cluster")),
            Map.entry(ConfigDocument.AlertEntry.class, SCHEMA.at("/$defs/alert")),
            Map.entry(ConfigDocument.SmtpEntry.class, SCHEMA.at("/$defs/smtp")),
            Map.entry(ConfigDocument.ClusterOidcEntry.class, SCHEMA.at("/$defs/cluster-oidc")),
            Map.entry(ConfigDocument.PollEntry.class, SCHEMA.at("/$defs/poll")),
            Map.entry(ConfigDocument.TagsEntry.class, SCHEMA.at("/$defs/tags")),
            Map.entry(ConfigDocument.SshEntry.class, SCHEMA.at("/$defs/ssh")),
            Map.entry(ConfigDocument.SigningEntry.class, SCHEMA.at("/$defs/signing")),
            Map.entry(ConfigDocument.ForgeEntry.class, SCHEMA.at("/$defs/forge")));
    assertThat(objects.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(ConfigDocument.class),
                    Arrays.stream(ConfigDocument.class.getDeclaredClasses())
                        .filter(Class::isRecord))
                .collect(Collectors.toSet()));

    objects.forEach(
        (record, object) -> {
          assertThat(names(object.path("properties"))).isEqualTo(keys(record, false));
          assertThat(texts(object.path("required"))).isEqualTo(keys(record, true));
          assertThat(object.path("additionalProperties").isBoolean()).isTrue();
          assertThat(object.path("additionalProperties").asBoolean()).isFalse();
        });
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Set<String> keys(Class<?> record, boolean onlyRequired) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> !onlyRequired || isRequired(component))
        .map(component -> kebab(component.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isRequired(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property != null && property.required();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void closedListsAreThoseOfTheCode() {
    assertThat(texts(SCHEMA.at("/$defs/hook/properties/type/enum")))
        .isEqualTo(set(Arrays.stream(HookType.values()).map(HookType::key)));
    assertThat(texts(SCHEMA.at("/$defs/hook/properties/auth/enum")))
        .isEqualTo(set(Arrays.stream(AuthKind.values()).map(AuthKind::key)));
    assertThat(texts(SCHEMA.at("/$defs/forge/properties/type/enum")))
        .isEqualTo(set(Arrays.stream(ForgeAccess.Type.values()).map(ConfigSchemaTest::key)));
    assertThat(texts(SCHEMA.at("/$defs/cluster/properties/publish/items/enum")))
        .isEqualTo(set(Arrays.stream(Cluster.Publish.values()).map(ConfigSchemaTest::key)));
    assertThat(texts(SCHEMA.at("/$defs/alert/properties/type/enum")))
        .isEqualTo(
            set(Arrays.stream(ConfigDocument.AlertType.values()).map(ConfigSchemaTest::key)));
    assertThat(texts(SCHEMA.at("/$defs/smtp/properties/tls/enum")))
        .isEqualTo(set(Arrays.stream(AlertChannel.Tls.values()).map(ConfigSchemaTest::key)));
    assertThat(texts(SCHEMA.at("/$defs/repository/properties/commit/enum")))
        .isEqualTo(set(Arrays.stream(Repository.CommitMode.values()).map(ConfigSchemaTest::key)));
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> set(Stream<String> texts) {
    return texts.collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theExampleInTheReadmeIsValidAndWorks() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("```yaml\n") + 8);
    String yaml = example.substring(0, example.indexOf("```"));
    // The files that it names.
    for (MatchResult file : Pattern.compile("secrets/[a-z.-]+").matcher(yaml).results().toList()) {
      Path path = folder.resolve(file.group());
      Files.createDirectories(folder.resolve("secrets"));
      Files.writeString(path, "a secret of " + file.group());
    }
    Path file = Files.writeString(folder.resolve("tagboat-server.yaml"), yaml);

    ServerConfig config = ConfigFile.read(file, name -> "the value of " + name);

    assertThat(validate(yaml)).isEmpty();
    assertThat(config.hooks()).hasSize(2);
    assertThat(config.repositories().get(0).forge().appId()).isEqualTo(1234);
  }

  @Test
  void theExampleOfSendersThatShareNoSecretIsValidEverywhere() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.lastIndexOf("```yaml\n", readme.indexOf("# Google Pub/Sub"));
    String example = readme.substring(start + 8);
    String yaml = "listen: 0.0.0.0:1\n" + example.substring(0, example.indexOf("```"));
    Path file = Files.writeString(folder.resolve("tagboat-server.yaml"), yaml);

    assertThat(validate(yaml)).isEmpty();
    assertThat(ConfigFile.read(file, name -> null).hooks()).hasSize(4).allMatch(Hook::isGuarded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "listen: '[::1]:0'",
        "public-url: https://tagboat.acme.io/base/",
        "limits: { body: 1MiB, requests-per-second: 5, burst: 9 }",
        "trusted-proxies: ['10.0.0.0/8', '::1']",
        "sign-in: { oidc: { issuer: 'https://i', client-id: c, readers: '*' } }",
        "sign-in: { oidc: { issuer: 'https://i', client-id: c, client-secret: '${X}', operators: [a, b] } }",
        "hooks: [{ name: a, type: generic, registry: r.io, auth: header, auth-header: X-Api-Key }]",
        "hooks: [{ name: a, type: generic, registry: r.io, oidc: { issuer: 'https://i', audience: a, subject: s } }]",
        "hooks: [{ name: a, type: generic, registry: r.io, sns: { topics: ['arn:aws:sns:eu-west-1:123456789012:t'] } }]",
        "hooks: [{ name: a, type: generic, registry: r.io, secret: ['${X}', '${Y}'] }]",
        "clusters: [{ name: prod, repository: u, secret: ['${X}', '${Y}'], stale-after: 1h, publish: [] }]",
        "clusters: [{ name: p.1, repository: u, environment: x, oidc: { issuer: 'https://i', audience: a, subject: s, jwks-file: f } }]",
        "alerts: [{ name: a, type: slack, url: '${X}', repeat: 1h }, { name: b, type: webhook, url-file: f, secret: '${X}' }]",
        "alerts: [{ name: a, type: email, smtp: { host: h, port: 25, tls: tls, username: u, password: '${X}', from: a@b, to: [c@d] } }]",
        "registries: [{ host: r.io, insecure: true, trusted-hosts: [a.io] }]",
        "repositories: [{ url: u, images: [a/b], forge: { type: git, flavour: gitlab } }]",
        "polls: [{ image: r.io/a }, { registry: r.io, images: [a, b/c], interval: 10m, jitter: 0s,"
            + " tags: { allow: '^v', ignore: ['-rc', dev] } }]",
      })
  void validFilesAreValid(String yaml) {
    assertThat(validate(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listn: x",
        "sign-in: { oidc: { issuer: 'https://i', client-id: c } }",
        "sign-in: { oidc: { issuer: 'https://i', client-id: c, client-secret: in-the-open, readers: a } }",
        "public-url: https://user@tagboat.acme.io",
        "admin-token: in-the-open",
        "hooks: [{ name: a, type: generic, registry: r.io, secret: in-the-open }]",
        "listen: 8080",
        "limits: { body: 5MB }",
        "trusted-proxies: 10.0.0.0/8",
        "hooks: [{ name: a, type: generic, registry: r.io, oidc: { issuer: 'https://i', audience: a } }]",
        "hooks: [{ name: a, type: generic, registry: r.io, sns: { topics: [] } }]",
        "alerts: [{ name: a, type: slack }]",
        "alerts: [{ name: a, type: slack, url: 'https://hooks.example/in-the-open' }]",
        "alerts: [{ name: a, type: email, url: '${X}' }]",
        "alerts: [{ name: a, type: fax, url: '${X}' }]",
        "clusters: [{ name: prod, repository: u }]",
        "clusters: [{ name: prod, repository: u, secret: in-the-open }]",
        "clusters: [{ name: prod, secret: '${X}' }]",
        "clusters: [{ name: prod, repository: u, secret: '${X}', publish: [tweet] }]",
        "clusters: [{ name: prod, repository: u, oidc: { issuer: 'https://i', audience: a } }]",
        "database: { url: 'jdbc:h2:x' }",
        "hooks: [{ name: a, type: generic }]",
        "hooks: [{ name: 'a b', type: generic, registry: r.io }]",
        "hooks: [{ name: a, type: other, registry: r.io }]",
        "hooks: [{ name: a, type: generic, registry: r.io, auth: none }]",
        "repositories: [{ url: u, images: [a/b], forge: { type: github, app-id: x } }]",
      })
  void invalidFilesAreNot(String yaml) {
    assertThat(validate(yaml)).isNotEmpty();
  }
}
