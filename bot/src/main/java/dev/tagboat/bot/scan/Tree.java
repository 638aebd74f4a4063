package dev.tagboat.bot.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files of a config repo at one moment. */
public interface Tree {

  /** One file. */
  interface File {
    /** Relative to the repo's root, with {@code /}. */
    String path();

    /** The same id is the same content; null when there is none, as outside of git. */
    default @Nullable String contentId() {
      return null;
    }

    /** All of it; of a file larger than what can be read, its first part. */
    byte[] read();
  }

  /**
   * Gives the files that the settings include and that may hold one of some words.
   *
   * @param words longest runs of letters, digits, {@code .}, {@code -} and {@code _}, where capital
   *     letters are like small ones; none for every file
   */
  void search(Set<String> words, Consumer<File> found);

  /**
   * Paths of the files right in some directories that the settings include, in order.
   *
   * @param directories relative to the repo's root, without a slash at the end; empty for the root
   */
  List<String> list(Set<String> directories);

  /** The file at a path, unless the settings exclude it. */
  Optional<File> find(String path);

  /**
   * Gives the files that the settings include and that stand below a directory.
   *
   * @param directory not the root
   */
  void below(String directory, Consumer<File> found);
}
