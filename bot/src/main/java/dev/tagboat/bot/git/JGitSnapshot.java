package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads one commit's tree. Only tree objects are read until somebody asks for a content. */
final class JGitSnapshot implements Snapshot {
  // A tree of a few kB can unfold to billions of paths when subtrees are shared.
  private static final int MAX_ENTRIES = 2_000_000;

  private final Mended mirror;
  private final CommitId commit;

  JGitSnapshot(Mended mirror, CommitId commit) {
    this.mirror = mirror;
    this.commit = commit;
  }

  @Override
  public CommitId commit() {
    return commit;
  }

  @Override
  public void walk(Visitor visitor) {
    mirror.call(
        "reading the tree of " + commit.abbreviated(),
        reader -> {
          walk(reader, visitor);
          return true;
        });
  }

  private void walk(ObjectReader reader, Visitor visitor) throws IOException {
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree(reader));
      walk.setPostOrderTraversal(true);
      for (int seen = 0; walk.next(); seen++) {
        if (seen > MAX_ENTRIES) {
          throw new UserFault(
              "the tree of " + commit.abbreviated() + " has more than " + MAX_ENTRIES + " entries");
        }
        step(walk, visitor);
      }
    }
  }

  private void step(TreeWalk walk, Visitor visitor) throws IOException {
    if (walk.isPostChildren()) {
      visitor.leave();
    } else if (!TreePaths.isSafeName(walk.getNameString())
        || !TreePaths.isUtf8(walk.getRawPath())) {
      return;
    } else if (!walk.isSubtree()) {
      visitor.visit(entry(walk));
    } else if (walk.getDepth() < TreePaths.MAX_DEPTH
        && visitor.enter(walk.getPathString(), walk.getObjectId(0).name())) {
      walk.enterSubtree();
    }
  }

  @Override
  public Optional<Entry> find(String path) {
    if (!TreePaths.isSafePath(path)) {
      return Optional.empty();
    }
    return mirror.call(
        "reading " + GitFaults.printable(path) + " at " + commit.abbreviated(),
        reader -> {
          try (@Nullable TreeWalk walk = TreeWalk.forPath(reader, path, tree(reader))) {
            return walk != null && isRegular(walk.getFileMode())
                ? Optional.of(entry(walk))
                : Optional.empty();
          }
        });
  }

  static boolean isRegular(FileMode mode) {
    return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
  }

  private ObjectId tree(ObjectReader reader) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.parseCommit(Ids.of(commit)).getTree();
    }
  }

  private Entry entry(TreeWalk walk) {
    return new Blob(mirror, walk.getPathString(), kind(walk.getFileMode()), walk.getObjectId(0));
  }

  private static Kind kind(FileMode mode) {
    if (mode == FileMode.SYMLINK) {
      return Kind.SYMLINK;
    }
    if (mode == FileMode.GITLINK) {
      return Kind.SUBMODULE;
    }
    return mode == FileMode.EXECUTABLE_FILE ? Kind.EXECUTABLE : Kind.REGULAR;
  }

  private record Blob(Mended mirror, String path, Kind kind, ObjectId id) implements Entry {
    @Override
    public String blobId() {
      return id.name();
    }

    @Override
    public long size() {
      return isFile()
          ? mirror.call(
              "reading the size of " + GitFaults.printable(path),
              reader -> reader.getObjectSize(id, Constants.OBJ_BLOB))
          : 0;
    }

    @Override
    public byte[] read(int limit) {
      if (!isFile()) {
        throw new UserFault(GitFaults.printable(path) + " is no regular file");
      }
      return mirror.call(
          "reading " + GitFaults.printable(path),
          reader -> {
            long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
            if (size > limit) {
              throw new UserFault(
                  GitFaults.printable(path) + " has " + size + " bytes, more than " + limit);
            }
            return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(limit);
          });
    }

    private boolean isFile() {
      return kind == Kind.REGULAR || kind == Kind.EXECUTABLE;
    }
  }
}
