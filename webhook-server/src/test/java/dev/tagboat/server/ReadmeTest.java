package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.cli.Documents;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the README says to write and to run can be written and run. */
final class ReadmeTest {
  private static final String RANDOM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c";

  @TempDir Path folder;

  private static final Set<String> KEYS =
      Set.of("hooks:", "repositories:", "listen:", "alerts:", "public-url:");

  private static Stream<String> blocks(String language) {
    return Documents.blocks(language).stream().map(Documents.Block::text);
  }

  /** In all documents, what is a configuration of the server. */
  static Stream<String> configurations() {
    return blocks("yaml").filter(block -> KEYS.stream().anyMatch(block::startsWith));
  }

  static List<List<String>> commands() {
    return Documents.calls("tagboat-server", "webhook-server/target/tagboat-server.jar");
  }

  static Stream<String> sendTests() {
    return blocks("sh")
        .flatMap(block -> block.replaceAll("\\\\\n *", "").lines())
        .filter(line -> line.startsWith("tagboat-server send-test "))
        .map(line -> line.replaceAll(" [|>] .*", ""));
  }

  private ServerConfig read(String yaml) throws IOException {
    // The files that it names.
    for (MatchResult file : Pattern.compile("secrets/[a-z.-]+").matcher(yaml).results().toList()) {
      Files.createDirectories(folder.resolve("secrets"));
      // A webhook's address is a secret, too.
      String url = file.group().endsWith("-url") ? "https://hooks.acme.io/" : "";
      Files.writeString(folder.resolve(file.group()), url + RANDOM);
    }
    // As on an address that others reach, where secrets must be strong.
    String open = yaml.contains("listen:") ? yaml : "listen: 0.0.0.0:8080\n" + yaml;
    String guarded = open.contains("admin-token") ? open : "admin-token: ${ADMIN_TOKEN}\n" + open;
    return ConfigFile.read(
        Files.writeString(folder.resolve("tagboat-server.yaml"), guarded), name -> RANDOM);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationIsValid(String yaml) {
    assertThatCode(() -> read(yaml)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("sendTests")
  void aTestCanBeSentSo(String line) {
    String[] words = line.substring("tagboat-server ".length()).trim().split(" +", -1);

    ParseResult parsed = Main.commandLine().parseArgs(words);

    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("send-test");
  }

  @ParameterizedTest
  @MethodSource("sendTests")
  void aTestKnowsWhomToSendTo(String line) throws IOException {
    List<String> words = new ArrayList<>(List.of(line.split(" +", -1)));
    int hook = words.indexOf("--hook");
    if (hook > 0) {
      int file = words.indexOf("--config");
      if (file < 0) {
        file = words.size();
        words.addAll(List.of("--config", ""));
      }
      words.set(file + 1, configured(words.get(hook + 1)).toString());
    }
    SendTestOptions options = new SendTestOptions();
    new CommandLine(options)
        .setUnmatchedArgumentsAllowed(true)
        .parseArgs(words.toArray(new String[0]));

    assertThat(options.addressee(name -> RANDOM).url().getPath()).startsWith("/hooks/");
  }

  /** The file that a document has with this hook. */
  private Path configured(String hook) throws IOException {
    String yaml =
        configurations().filter(text -> text.contains("- name: " + hook + "\n")).findFirst().get();
    read(yaml);
    return folder.resolve("tagboat-server.yaml");
  }

  @Test
  void everyCommandLineIsValid() {
    assertThat(commands()).hasSizeGreaterThan(20);
    for (List<String> words : commands()) {
      assertThatCode(() -> Main.commandLine().parseArgs(words.toArray(new String[0])))
          .as("tagboat-server %s", words)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyTypeHasItsBlockAndItsTest() throws IOException {
    Set<HookType> configured =
        configurations()
            .flatMap(yaml -> hooks(yaml).stream())
            .map(Hook::type)
            .collect(Collectors.toSet());
    List<String> sent = sendTests().toList();

    assertThat(configured).containsExactlyInAnyOrder(HookType.values());
    assertThat(Arrays.stream(HookType.values()).map(type -> "--type " + type.key() + " "))
        .allSatisfy(option -> assertThat(sent).anyMatch(line -> line.contains(option)));
  }

  private List<Hook> hooks(String yaml) {
    try {
      return read(yaml).hooks();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCommandIsInItsTable() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    CommandLine main = Main.commandLine();

    assertThat(main.getSubcommands().keySet())
        .allSatisfy(name -> assertThat(readme).containsPattern("\\| `" + name + "( [a-z-]+)?`"));
  }

  private static void commands(CommandLine of, String name, Map<String, CommandLine> all) {
    all.put(name, of);
    of.getSubcommands()
        .forEach((key, one) -> commands(one, name.isEmpty() ? key : name + " " + key, all));
  }

  @Test
  void everyOptionIsNamedAndNoOther() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Map<String, CommandLine> all = new TreeMap<>();
    commands(Main.commandLine(), "", all);
    Set<String> options = new TreeSet<>();
    all.values()
        .forEach(
            one -> one.getCommandSpec().options().forEach(o -> options.addAll(List.of(o.names()))));

    options.removeAll(Set.of("--help", "-h", "--version", "-V", "--output"));
    assertThat(options)
        .allSatisfy(name -> assertThat(readme).containsPattern("`[^`\n]*" + name + "\\b"));
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^\\| `(--[a-z-]+)")
        .matcher(readme)
        .results()
        .map(one -> one.group(1))
        .forEach(named::add);
    assertThat(options).containsAll(named);
  }

  @Test
  void everyPathOfTheDescriptionIsNamed() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    JsonNode paths =
        new ObjectMapper()
            .readTree(ReadmeTest.class.getResourceAsStream("/dev/tagboat/server/http/openapi.json"))
            .path("paths");

    List<String> all = new ArrayList<>();
    paths.fieldNames().forEachRemaining(all::add);
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(all)
        .allSatisfy(path -> assertThat(readme).contains(path.replaceAll("\\{[a-z]+\\}.*", "")));
    // Without the parameters.
    assertThat(all)
        .containsAll(
            Pattern.compile("(?m)^\\| `(?:GET|POST) (/[a-z0-9/{}.-]+)")
                .matcher(readme)
                .results()
                .map(one -> one.group(1))
                .toList());
  }

  @Test
  void everyKeyOfTheConfigurationIsNamed() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    JsonNode schema =
        new ObjectMapper()
            .readTree(ReadmeTest.class.getResourceAsStream("/tagboat-server.schema.json"));
    Set<String> keys = new TreeSet<>();
    for (JsonNode one : schema.findValues("properties")) {
      one.fieldNames().forEachRemaining(keys::add);
    }

    assertThat(keys).hasSizeGreaterThan(50);
    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(readme)
                    .containsPattern("`([^`\n]*[^`\n\\w-])?" + key + "([^`\n\\w-][^`\n]*)?`"));
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^\\| `[a-z]+\\[\\]\\.([a-z-]+)")
        .matcher(readme)
        .results()
        .map(one -> one.group(1))
        .forEach(named::add);
    assertThat(keys).containsAll(named);
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).forEach(found::add);
    return found;
  }

  /** The rows of the table that begins so. */
  private static String table(String head) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains("\n" + head);
    String from = readme.substring(readme.indexOf("\n" + head) + 1);
    return from.substring(0, from.indexOf("\n\n") + 1);
  }

  @Test
  void everyExitCodeIsInItsTableAndNoOther() throws IOException {
    Map<String, CommandLine> all = new TreeMap<>();
    commands(Main.commandLine(), "", all);
    String readme = Files.readString(Path.of("README.md"));
    Set<String> codes = new TreeSet<>();
    all.forEach(
        (name, one) -> {
          Set<String> own = one.getCommandSpec().usageMessage().exitCodeList().keySet();
          codes.addAll(own);
          if (own.contains("1") && !name.isEmpty()) {
            // What it means of this command stands in its row.
            assertThat(readme)
                .containsPattern("(?m)^\\| `" + name.split(" ", -1)[0] + "[^|]*\\|.*Exit code");
          }
        });

    assertThat(codes).contains("0", "1", "2", "70");
    assertThat(found("(?m)^\\| (\\d+) \\|", table("| exit code | |"))).isEqualTo(codes);
  }

  /** The third column says what {@code openapi.json} does, which answers are held to. */
  @Test
  void everyStatusOfTheApiIsNamedAndNoOther() throws IOException {
    JsonNode paths =
        new ObjectMapper()
            .readTree(ReadmeTest.class.getResourceAsStream("/dev/tagboat/server/http/openapi.json"))
            .path("paths");
    Set<String> named = new TreeSet<>();
    int rows = 0;
    for (String row : table("| | | answers |").lines().skip(2).toList()) {
      String[] cells = row.split(" \\| ?", -1);
      String method = found("^\\| `([A-Z]+) ", row).iterator().next();
      Set<String> described = new TreeSet<>();
      for (String path : found("[` ](/[a-z0-9./{}_-]+)", cells[0])) {
        paths
            .path(path)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses")
            .fieldNames()
            .forEachRemaining(described::add);
      }
      assertThat(Set.of(cells[2].split(" ", -1))).as(row).isEqualTo(described);
      named.addAll(described);
      rows++;
    }

    assertThat(rows).isGreaterThan(10);
    assertThat(found("(?m)^\\| `(\\d+)` \\|", table("| answer | |"))).isEqualTo(named);
  }

  @Test
  void everyFigureIsNamedAndNoOther() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        code.append(Files.readString(file)).append('\n');
      }
    }
    Set<String> figures =
        found("(?:builder|counter)\\(\\s*\"(tagboat\\.[a-z.]+)\"", code.toString());
    // One name for each of what is known of a cluster.
    assertThat(figures.remove("tagboat.cluster.")).isTrue();
    found("gauge\\(\\s*\"([a-z.]+)\"", code.toString())
        .forEach(one -> figures.add("tagboat.cluster." + one));

    assertThat(figures).hasSizeGreaterThan(10);
    assertThat(
            found("`(tagboat_[a-z_]+)\\b", table("| at `/metrics` | |")).stream()
                .map(name -> name.replaceAll("_(total|seconds_bucket)$", "").replace('_', '.')))
        .containsExactlyInAnyOrderElementsOf(figures);
  }
}
