package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.PolicyKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The reference documentation names everything there is. */
class ReadmeTest {
  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CommandLine line() {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Map.of(),
            false,
            Clock.systemUTC());
    return Commands.whole(new Context(console, Map.of(), Clock.systemUTC()));
  }

  @Test
  void everyCommandHasASectionAndEveryOptionIsNamed() throws IOException {
    String readme = readme();

    for (CommandLine command : line().getSubcommands().values()) {
      String name = command.getCommandName();
      assertThat(readme).contains("\n### " + name + "\n").contains("`tagboat " + name + " ");
      assertThat(command.getCommandSpec().options())
          .extracting(OptionSpec::longestName)
          .allSatisfy(option -> assertThat(readme).contains(option));
    }
  }

  @Test
  void everyPolicyIsNamed() throws IOException {
    String readme = readme();

    assertThat(Stream.of(PolicyKind.values()).map(PolicyKind::key))
        .allSatisfy(policy -> assertThat(readme).containsPattern("`(policy: )?" + policy + "`"));
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).forEach(found::add);
    return found;
  }

  @Test
  void noOptionIsNamedThatThereIsNot() throws IOException {
    String readme = readme();
    Set<String> all = new TreeSet<>(Set.of("--help", "--version", "--archive"));
    line()
        .getSubcommands()
        .values()
        .forEach(
            command ->
                command
                    .getCommandSpec()
                    .options()
                    .forEach(one -> all.addAll(List.of(one.names()))));
    all.addAll(Set.of("--debug"));

    // Rows and usages that begin with an option or a command of ours; others' options are in prose.
    Set<String> named = found("(?m)^\\| `(--[a-z-]+)", readme);
    found("(?m)^`tagboat ([^`]*)`", readme)
        .forEach(usage -> named.addAll(found("(--[a-z-]+)", usage)));
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(all).containsAll(named);
  }

  @Test
  void everyExitCodeIsInTheTableAndNoOther() throws IOException, IllegalAccessException {
    Set<String> codes = new TreeSet<>();
    for (Field field : Exit.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.add(Integer.toString(field.getInt(null)));
      }
    }
    String readme = readme();
    String table = readme.substring(readme.indexOf("| exit code |"));

    assertThat(found("(?m)^\\| (\\d+) \\|", table.substring(0, table.indexOf("\n\n"))))
        .isEqualTo(codes);
  }

  @Test
  void everyVariableOfTheEnvironmentIsNamed() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        // Texts of programs and the launcher; what is no text is passed over.
        code.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    Set<String> known = found("\\b(TAGBOAT_[A-Z_]+[A-Z])\\b", code.toString());
    known.add("GITHUB_TOKEN");
    known.add("GITHUB_API_URL");
    known.add("XDG_CACHE_HOME");
    known.add("NO_COLOR");

    String readme = readme();
    assertThat(known).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    assertThat(known).containsAll(found("\\b(TAGBOAT_[A-Z_]+[A-Z])\\b", readme));
  }
}
