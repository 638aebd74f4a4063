package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Slice;
import dev.tagboat.bot.yaml.Replacement;
import dev.tagboat.bot.yaml.ScalarWriter;
import dev.tagboat.bot.yaml.YamlComparison;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes bumps into the text of a file, and proves that nothing else changed. */
public final class Editor {
  private Editor() {}

  /**
   * Edits every file of a plan, or none: half of the places at the new version is not what anybody
   * asked for.
   *
   * @param content gives a file's bytes, in which its places were found, by its path
   * @throws UserFault naming each file that cannot be edited exactly
   */
  public static List<FileEdit> edit(BumpPlan plan, Function<String, byte[]> content) {
    List<FileEdit> edits = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    plan.byFile()
        .forEach(
            (file, bumps) -> {
              try {
                edits.add(edit(file, content.apply(file), bumps));
              } catch (UserFault fault) {
                failures.add(String.valueOf(fault.getMessage()));
              }
            });
    if (!failures.isEmpty()) {
      throw new UserFault(String.join("; ", failures));
    }
    return edits;
  }

  /**
   * @param bytes the content in which the bumps' places were found
   * @param bumps of this file
   * @throws UserFault naming the file, when a place cannot be edited exactly; nothing is to be
   *     written then
   */
  public static FileEdit edit(String path, byte[] bytes, List<Bump> bumps) {
    try {
      if (YamlFile.read(bytes) instanceof YamlFile.Parsed parsed) {
        return edit(path, parsed.file(), bumps);
      }
      throw new UserFault("the file changed since it was scanned, and cannot be read any more");
    } catch (UserFault e) {
      throw new UserFault("cannot edit " + path + ": " + e.getMessage(), e);
    }
  }

  private static FileEdit edit(String path, YamlFile file, List<Bump> bumps) {
    Map<Integer, YamlScalar> scalars = ScalarIndex.byStart(file);
    List<Replacement> replacements = new ArrayList<>();
    Map<Integer, String> intended = new HashMap<>();
    for (Map.Entry<Integer, List<Part>> entry : parts(bumps).entrySet()) {
      YamlScalar scalar = scalars.get(entry.getKey());
      if (scalar == null) {
        throw new UserFault("the file changed since it was scanned: no value at its place");
      }
      Part change = Part.joined(entry.getValue(), scalar.value());
      replacements.add(
          ScalarWriter.replace(
              file, scalar, change.slice().from(), change.slice().to(), change.text()));
      intended.put(scalar.start(), change.applied(scalar.value()));
    }
    String after = Replacement.apply(file.text(), replacements);
    YamlComparison.difference(file.text(), after, intended)
        .ifPresent(
            difference -> {
              throw new UserFault(difference + ". The file was left as it is.");
            });
    return new FileEdit(path, file.text(), after);
  }

  private static SortedMap<Integer, List<Part>> parts(List<Bump> bumps) {
    SortedMap<Integer, List<Part>> parts = new TreeMap<>();
    for (Bump bump : bumps) {
      Site site = bump.site();
      add(parts, site.tagSlice(), String.valueOf(site.tag()), bump.tag().value());
      add(parts, site.digestSlice(), String.valueOf(site.digest()), String.valueOf(bump.digest()));
    }
    return parts;
  }

  private static void add(
      Map<Integer, List<Part>> parts, @Nullable Slice slice, String expected, String text) {
    if (slice != null) {
      parts
          .computeIfAbsent(slice.scalar(), at -> new ArrayList<>())
          .add(new Part(slice, expected, text));
    }
  }
}
