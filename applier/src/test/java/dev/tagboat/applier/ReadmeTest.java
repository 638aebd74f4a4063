package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tagboat.applier.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say of the applier is so. */
final class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)^(?:tagboat-applier|java -jar applier/target/tagboat-applier.jar) (.*)$");

  @TempDir Path folder;

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).toList();
  }

  private static Stream<String> documents() {
    return Stream.of(Path.of("../README.md"), README, Path.of("../CONTRIBUTING.md"))
        .map(ReadmeTest::text);
  }

  static List<String> calls() {
    return documents()
        .flatMap(text -> CALL.matcher(text).results().map(one -> one.group(1)))
        .toList();
  }

  static List<String> configurations() {
    return documents()
        .flatMap(text -> found("(?ms)^```yaml\n(cluster: .*?)^```", text).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCommandLineIsValid(String words) {
    assertThatCode(() -> Main.commandLine().parseArgs(words.trim().split(" +", -1)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationIsValid(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("tagboat-applier.yaml"), yaml);

    assertThatCode(() -> ConfigFile.read(file)).doesNotThrowAnyException();
  }

  @Test
  void theRootAndThisOneHaveBoth() {
    assertThat(calls()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(configurations()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void everyCommandAndEveryOptionIsNamed() {
    String readme = text(README);
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertThat(readme).contains("| `" + command.getCommandName() + "`");
      Set<String> names = new TreeSet<>();
      command.getCommandSpec().options().forEach(one -> names.addAll(List.of(one.names())));
      names.removeAll(Set.of("--help", "-h", "--version", "-V", "--output"));
      assertThat(names).allSatisfy(name -> assertThat(readme).contains("`" + name));
    }
  }

  /** As the code's texts have them, such as {@code section.text("branch")}. */
  @Test
  void everyKeyIsInTheExample() {
    String code = text(Path.of("src/main/java/dev/tagboat/applier/config/ConfigResolver.java"));
    String example =
        configurations().stream().filter(one -> one.contains("drift:")).findAny().orElseThrow();

    List<String> keys =
        found(
            "(?:all|section)\\.(?:required|section|sections|has|text|texts|flag|parsed|isList)\\("
                + "\"([a-z-]+)\"",
            code);
    assertThat(keys).hasSizeGreaterThan(20);
    assertThat(keys).allSatisfy(key -> assertThat(example).containsPattern("\\b" + key + ":\\s"));
  }

  @Test
  void everyFigureIsNamedAndNoOther() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      files.filter(Files::isRegularFile).forEach(file -> code.append(text(file)));
    }
    Set<String> figures = new TreeSet<>(found("\"(tagboat_applier_[a-z_]+)", code.toString()));

    assertThat(figures).hasSizeGreaterThan(5);
    assertThat(new TreeSet<>(found("`(tagboat_applier_[a-z_]+)", text(README)))).isEqualTo(figures);
  }
}
