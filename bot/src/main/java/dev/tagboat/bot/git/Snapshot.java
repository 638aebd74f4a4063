package dev.tagboat.bot.git;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files of one commit. Paths use {@code /}, are relative, and never hold {@code ..}. */
public interface Snapshot {

  CommitId commit();

  /** Visits the whole tree but for the directories that {@code visitor} does not enter. */
  void walk(Visitor visitor);

  /** Visits every entry whose path passes {@code paths}. */
  default void forEach(Predicate<String> paths, Consumer<Entry> visitor) {
    walk(
        entry -> {
          if (paths.test(entry.path())) {
            visitor.accept(entry);
          }
        });
  }

  /** One regular file; empty when the path does not exist or is not a regular file. */
  Optional<Entry> find(String path);

  /**
   * Goes along a tree in git's order. Symbolic links and submodules are visited as such; they are
   * never followed.
   */
  @FunctionalInterface
  interface Visitor {
    /** Called for everything that is no directory. */
    void visit(Entry entry);

    /**
     * Called before what a directory holds, but not for the root.
     *
     * @param treeId the git object id of the directory, 40 hex digits: the same id is the same
     *     names, modes and contents all the way down
     * @return false leaves the directory out
     */
    default boolean enter(String path, String treeId) {
      return true;
    }

    /** Called after what a directory holds, if it was entered. */
    default void leave() {}
  }

  /** One entry of the tree; its content is read only on demand. */
  interface Entry {
    String path();

    Kind kind();

    /** The git object id of the content, 40 hex digits: the same id is the same content. */
    String blobId();

    /** Size in bytes; 0 for links and submodules. */
    long size();

    /**
     * The content of a regular file.
     *
     * @param limit refuses larger files with {@link dev.tagboat.bot.fault.UserFault}
     */
    byte[] read(int limit);
  }

  /** What an entry is. */
  enum Kind {
    REGULAR,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }
}
