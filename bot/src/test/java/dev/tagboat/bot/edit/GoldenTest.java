package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every directory below {@code golden}: {@code in} is a config repo, {@code bump} the wanted
 * versions, {@code out} the files that change (all others must not), {@code report} what is refused
 * and why; a first line with {@code #} in {@code bump} says what the case is about.
 */
class GoldenTest {
  private static final int CASES_AT_LEAST = 35;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException, URISyntaxException {
    Path root = Path.of(Objects.requireNonNull(GoldenTest.class.getResource("/golden")).toURI());
    List<Path> cases;
    try (Stream<Path> found = Files.list(root)) {
      cases = found.sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThanOrEqualTo(CASES_AT_LEAST);
    return cases.stream()
        .map(dir -> DynamicTest.dynamicTest(dir.getFileName().toString(), () -> run(dir)));
  }

  private static void run(Path dir) {
    GoldenCase golden = GoldenCase.read(dir);
    GoldenRun first = GoldenRun.of(golden.files(), golden.wanted());

    assertThat(first.changedFiles()).isEqualTo(golden.expected());
    assertThat(first.report()).isEqualTo(golden.report());

    GoldenRun second = GoldenRun.of(first.allFiles(), golden.wanted());
    assertThat(second.changedFiles()).as("a second run changes nothing").isEmpty();
  }

  static List<Path> filesBelow(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
