package dev.tagboat.bot.git;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files of one commit. Paths use {@code /}, are relative, and never hold {@code ..}. */
public interface Snapshot {

  CommitId commit();

  /**
   * Visits every entry whose path passes {@code paths}, in git's order. Symbolic links and
   * submodules are visited as such; they are never followed.
   */
  void forEach(Predicate<String> paths, Consumer<Entry> visitor);

  /** One regular file; empty when the path does not exist or is not a regular file. */
  Optional<Entry> find(String path);

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
