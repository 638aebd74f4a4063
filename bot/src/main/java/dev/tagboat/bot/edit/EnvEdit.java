package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Edits a file of environment variables. */
final class EnvEdit {
  private static final String CHANGED = "the file changed since it was scanned";

  private EnvEdit() {}

  /**
   * @throws UserFault when a place cannot be edited exactly, or anything else came out changed
   */
  static FileEdit of(String path, byte[] bytes, Changes changes) {
    EnvFile file = read(bytes);
    Map<Integer, Integer> indexes = new HashMap<>();
    IntStream.range(0, file.entries().size())
        .forEach(i -> indexes.put(file.entries().get(i).start(), i));
    SortedMap<Integer, List<Part>> byEntry = new TreeMap<>();
    for (Part part : changes.parts()) {
      Integer at = indexes.get(part.slice().outermost());
      if (at == null) {
        throw new UserFault(CHANGED + ": no value at its place");
      }
      byEntry.computeIfAbsent(at, i -> new ArrayList<>()).add(part);
    }
    List<EnvFile.Entry> expected = new ArrayList<>(file.entries());
    List<Replacement> replacements = new ArrayList<>();
    byEntry.forEach(
        (at, parts) -> {
          EnvFile.Entry entry = expected.get(at);
          Part change = Part.joined(parts, entry.value());
          replacements.add(replacement(entry, change));
          expected.set(
              at,
              new EnvFile.Entry(
                  entry.name(), change.applied(entry.value()), entry.start(), entry.reading()));
        });
    String after = Replacement.apply(file.text(), replacements);
    check(expected, after);
    return new FileEdit(path, file.text(), after);
  }

  private static Replacement replacement(EnvFile.Entry entry, Part change) {
    return new Replacement(
        entry.start() + change.slice().from(),
        entry.start() + change.slice().to(),
        change.expected(),
        change.text());
  }

  private static void check(List<EnvFile.Entry> expected, String after) {
    List<EnvFile.Entry> now = read(after.getBytes(StandardCharsets.UTF_8)).entries();
    boolean same =
        now.size() == expected.size()
            && IntStream.range(0, now.size()).allMatch(i -> same(now.get(i), expected.get(i)));
    if (!same) {
      throw new UserFault("another variable came out changed. The file was left as it is.");
    }
  }

  private static boolean same(EnvFile.Entry a, EnvFile.Entry b) {
    return a.name().equals(b.name()) && a.value().equals(b.value()) && a.reading() == b.reading();
  }

  private static EnvFile read(byte[] bytes) {
    if (EnvFile.read(bytes) instanceof EnvFile.Parsed parsed) {
      return parsed.file();
    }
    throw new UserFault(CHANGED + ", and is no text any more");
  }
}
