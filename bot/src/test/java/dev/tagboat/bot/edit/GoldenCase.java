package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.plan.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One golden directory. Contents are ISO-8859-1 strings, one character a byte, so that a mismatch
 * is readable and still exact.
 */
record GoldenCase(
    Map<String, String> files, List<Wanted> wanted, Map<String, String> expected, String report) {
  private static final Set<String> KNOWN = Set.of("in", "out", "bump", "report");

  static GoldenCase read(Path dir) {
    try (Stream<Path> found = Files.list(dir)) {
      assertThat(found.map(path -> path.getFileName().toString()))
          .as("files of the case that nothing reads")
          .isSubsetOf(KNOWN);
      List<Wanted> wanted =
          Files.readAllLines(dir.resolve("bump")).stream()
              .filter(line -> !line.startsWith("#"))
              .map(GoldenCase::wanted)
              .toList();
      Path report = dir.resolve("report");
      return new GoldenCase(
          tree(dir.resolve("in")),
          wanted,
          tree(dir.resolve("out")),
          Files.exists(report) ? Files.readString(report) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Wanted wanted(String line) {
    ImageReference reference = ImageReference.parse(line).orElseThrow();
    return new Wanted(
        reference.name(), Objects.requireNonNull(reference.tag()), reference.digest());
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : GoldenTest.filesBelow(root)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return files;
  }
}
