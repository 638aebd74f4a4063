package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
      Changes changes = Changes.of(bumps);
      if (EnvFile.isNamed(path)) {
        return EnvEdit.of(path, bytes, changes);
      }
      if (YamlFile.read(bytes) instanceof YamlFile.Parsed parsed) {
        YamlFile file = parsed.file();
        return new FileEdit(path, file.text(), YamlEdit.of(file, changes).after());
      }
      throw new UserFault("the file changed since it was scanned, and cannot be read any more");
    } catch (UserFault e) {
      throw new UserFault("cannot edit " + path + ": " + e.getMessage(), e);
    }
  }
}
