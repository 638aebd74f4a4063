package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Edits a file of environment variables. */
final class EnvEdit {
  private EnvEdit() {}

  /**
   * @throws UserFault when a place cannot be edited exactly, or anything else came out changed
   */
  static String after(byte[] bytes, Changes changes) {
    EnvFile file = read(bytes);
    SortedMap<Integer, List<Part>> byValue = new TreeMap<>();
    changes
        .parts()
        .forEach(
            p -> byValue.computeIfAbsent(p.slice().outermost(), at -> new ArrayList<>()).add(p));
    List<EnvFile.Entry> expected = new ArrayList<>(file.entries());
    List<Replacement> replacements = new ArrayList<>();
    byValue.forEach(
        (start, parts) -> {
          int at = indexOf(file, start);
          EnvFile.Entry entry = file.entries().get(at);
          Part change = Part.joined(parts, entry.value());
          replacements.add(
              new Replacement(
                  start + change.slice().from(),
                  start + change.slice().to(),
                  change.expected(),
                  change.text()));
          expected.set(at, new EnvFile.Entry(entry.name(), change.applied(entry.value()), start));
        });
    String after = Replacement.apply(file.text(), replacements);
    check(expected, after);
    return after;
  }

  private static void check(List<EnvFile.Entry> expected, String after) {
    EnvFile now = read(after.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    boolean same = now.entries().size() == expected.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same =
          now.entries().get(i).name().equals(expected.get(i).name())
              && now.entries().get(i).value().equals(expected.get(i).value());
    }
    if (!same) {
      throw new UserFault("another variable came out changed. The file was left as it is.");
    }
  }

  private static int indexOf(EnvFile file, int start) {
    for (int i = 0; i < file.entries().size(); i++) {
      if (file.entries().get(i).start() == start) {
        return i;
      }
    }
    throw new UserFault("the file changed since it was scanned: no value at its place");
  }

  private static EnvFile read(byte[] bytes) {
    try {
      return EnvFile.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new UserFault("the file changed since it was scanned: " + e.getMessage(), e);
    }
  }
}
