package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Rewrites the trees on the way to the changed files, and no other. */
final class TreeEdit {
  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeEdit(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * @throws UserFault when a path is no regular file in {@code tree}
   */
  ObjectId apply(AnyObjectId tree, Map<String, byte[]> files) throws IOException {
    return rewrite(tree, new TreeMap<>(files), "");
  }

  private ObjectId rewrite(AnyObjectId tree, SortedMap<String, byte[]> files, String above)
      throws IOException {
    SortedMap<String, SortedMap<String, byte[]>> byName = group(files);
    TreeFormatter changed = new TreeFormatter();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      while (walk.next()) {
        FileMode mode = walk.getFileMode();
        String name = walk.getNameString();
        SortedMap<String, byte[]> below =
            TreePaths.isUtf8(walk.getRawPath()) ? byName.remove(name) : null;
        ObjectId id =
            below == null
                ? walk.getObjectId(0)
                : replace(mode, walk.getObjectId(0), below, above + name);
        changed.append(walk.getRawPath(), mode, id);
      }
    }
    if (!byName.isEmpty()) {
      throw missing(above + byName.firstKey());
    }
    return inserter.insert(changed);
  }

  private ObjectId replace(FileMode mode, ObjectId id, SortedMap<String, byte[]> below, String path)
      throws IOException {
    byte[] content = below.get("");
    if (content != null && below.size() == 1 && JGitSnapshot.isRegular(mode)) {
      return inserter.insert(Constants.OBJ_BLOB, content);
    }
    if (content != null || mode != FileMode.TREE) {
      throw missing(path);
    }
    return rewrite(id, below, path + "/");
  }

  // By first name; the rest of the path, "" for the file itself, is the inner key.
  private static SortedMap<String, SortedMap<String, byte[]>> group(
      SortedMap<String, byte[]> files) {
    SortedMap<String, SortedMap<String, byte[]>> byName = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          int slash = path.indexOf('/');
          String name = slash < 0 ? path : path.substring(0, slash);
          String rest = slash < 0 ? "" : path.substring(slash + 1);
          byName.computeIfAbsent(name, key -> new TreeMap<>()).put(rest, content);
        });
    return byName;
  }

  private static UserFault missing(String path) {
    return new UserFault(
        "cannot change " + GitFaults.printable(path) + ": it is no regular file in that commit");
  }
}
