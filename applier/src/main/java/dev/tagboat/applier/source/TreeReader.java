package dev.tagboat.applier.source;

import static org.eclipse.jgit.lib.Constants.OBJ_BLOB;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads the files of a commit from the object store: links and {@code ..} reach nothing there. */
final class TreeReader {
  private final Repository clone;
  private final Limits limits;

  TreeReader(Repository clone, Limits limits) {
    this.clone = clone;
    this.limits = limits;
  }

  /**
   * @param folder empty for the whole repo
   * @throws UnfitException when the folder is missing or holds what is not read
   */
  List<SourceFile> read(String commit, String folder) throws IOException {
    try (ObjectReader reader = clone.newObjectReader();
        RevWalk revisions = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(reader)) {
      RevCommit parsed = revisions.parseCommit(ObjectId.fromString(commit));
      walk.addTree(subtree(reader, parsed.getTree(), folder));
      return files(walk, reader, folder.isEmpty() ? "" : folder + "/");
    }
  }

  private static ObjectId subtree(ObjectReader reader, RevTree root, String folder)
      throws IOException {
    if (folder.isEmpty()) {
      return root;
    }
    try (TreeWalk found = TreeWalk.forPath(reader, folder, root)) {
      if (found == null || !FileMode.TREE.equals(found.getRawMode(0))) {
        throw new UnfitException(
            "the revision has no folder "
                + folder
                + ". Nothing is changed: a folder that is gone could as well be a mistake. Check"
                + " source.path.");
      }
      return found.getObjectId(0);
    }
  }

  private List<SourceFile> files(TreeWalk walk, ObjectReader reader, String prefix)
      throws IOException {
    Taken taken = new Taken();
    while (walk.next()) {
      if (isHidden(walk.getNameString())) {
        continue;
      }
      String path = prefix + walk.getPathString();
      if (walk.isSubtree()) {
        walk.enterSubtree();
        continue;
      }
      refuseLinks(walk.getRawMode(0), path);
      taken.add(path, content(reader, walk.getObjectId(0), path));
    }
    return taken.files;
  }

  /** Nothing is refused for what stands in a corner of the repo that nobody refers to. */
  WholeRepo everything(String commit) throws IOException {
    try (ObjectReader reader = clone.newObjectReader();
        RevWalk revisions = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(revisions.parseCommit(ObjectId.fromString(commit)).getTree());
      walk.setRecursive(true);
      Taken taken = new Taken();
      List<String> leftOut = new ArrayList<>();
      while (walk.next()) {
        int mode = walk.getRawMode(0);
        boolean file = FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        if (file && reader.getObjectSize(walk.getObjectId(0), OBJ_BLOB) <= limits.bytesPerFile()) {
          taken.add(walk.getPathString(), reader.open(walk.getObjectId(0)).getBytes());
        } else {
          leftOut.add(walk.getPathString());
        }
      }
      return new WholeRepo(taken.files, leftOut);
    }
  }

  /** What was read, up to the limits. */
  private final class Taken {
    private final List<SourceFile> files = new ArrayList<>();
    private long bytes;

    void add(String path, byte[] content) throws UnfitException {
      files.add(new SourceFile(path, content));
      bytes += content.length;
      refuseMass(files.size(), bytes);
    }
  }

  // What a chart leaves out belongs to what it says.
  private static boolean isHidden(String name) {
    return name.startsWith(".") && !name.equals(".helmignore");
  }

  private static void refuseLinks(int mode, String path) throws UnfitException {
    if (FileMode.SYMLINK.equals(mode)) {
      throw new UnfitException(path + " is a symbolic link. Put the file itself there.");
    }
    if (FileMode.GITLINK.equals(mode)) {
      throw new UnfitException(
          path + " is a submodule. Put the files themselves there: other repos are not fetched.");
    }
  }

  private byte[] content(ObjectReader reader, ObjectId id, String path) throws IOException {
    ObjectLoader loader = reader.open(id);
    if (loader.getSize() > limits.bytesPerFile()) {
      throw new UnfitException(
          path
              + " has "
              + loader.getSize()
              + " bytes, and no file may have more than "
              + limits.bytesPerFile()
              + " (source.max-file). Split it, or raise that.");
    }
    return loader.getBytes(limits.bytesPerFile());
  }

  private void refuseMass(int files, long bytes) throws UnfitException {
    if (files > limits.files() || bytes > limits.bytes()) {
      throw new UnfitException(
          "the folder has more than "
              + limits.files()
              + " files or "
              + limits.bytes()
              + " bytes. Apply its parts by appliers of their own.");
    }
  }
}
