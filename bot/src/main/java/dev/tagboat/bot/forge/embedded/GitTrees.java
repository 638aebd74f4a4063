package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads and writes trees. */
final class GitTrees {
  private GitTrees() {}

  /** An entry as git has it; {@code sha} null takes the path away. */
  record Entry(String path, int mode, @Nullable String sha) {
    String type() {
      FileMode fileMode = FileMode.fromBits(mode);
      if (fileMode == FileMode.TREE) {
        return "tree";
      }
      return fileMode == FileMode.GITLINK ? "commit" : "blob";
    }

    String octal() {
      return String.format("%06o", mode);
    }
  }

  /** The entries of a tree or of a commit's tree. */
  static List<Entry> list(Repository git, ObjectId tree, boolean recursive) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(tree);
      while (walk.next()) {
        entries.add(
            new Entry(walk.getPathString(), walk.getRawMode(0), walk.getObjectId(0).name()));
        if (recursive && walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
    }
    return entries;
  }

  static Optional<Entry> find(Repository git, ObjectId tree, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(git, path, tree)) {
      return walk == null
          ? Optional.empty()
          : Optional.of(new Entry(path, walk.getRawMode(0), walk.getObjectId(0).name()));
    }
  }

  /** Writes {@code base} (null for none) with {@code changes} on top. */
  static String write(Repository git, @Nullable ObjectId base, List<Entry> changes)
      throws IOException {
    DirCache index = DirCache.newInCore();
    try (ObjectInserter inserter = git.newObjectInserter();
        ObjectReader reader = inserter.newReader()) {
      DirCacheBuilder builder = index.builder();
      if (base != null) {
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, base);
      }
      builder.finish();
      DirCacheEditor editor = index.editor();
      changes.forEach(change -> editor.add(edit(change)));
      editor.finish();
      ObjectId tree = index.writeTree(inserter);
      inserter.flush();
      return tree.name();
    } catch (InvalidPathException e) {
      throw new ApiError(422, "tree.path contains a malformed path component");
    }
  }

  private static DirCacheEditor.PathEdit edit(Entry change) {
    String sha = change.sha();
    if (sha == null) {
      return new DirCacheEditor.DeletePath(change.path());
    }
    return new DirCacheEditor.PathEdit(change.path()) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(FileMode.fromBits(change.mode()));
        entry.setObjectId(ObjectId.fromString(sha));
      }
    };
  }
}
