package dev.tagboat.bot.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths as files of a repo name other files of it. */
public final class RepoPath {
  private RepoPath() {}

  /** The directory of a file, without a slash at its end; empty for the root. */
  public static String directory(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  /** The last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * A relative path as seen from a directory of the repo.
   *
   * @param directory empty for the root
   * @return relative to the root, {@code .} and {@code ..} resolved, empty text for the root
   *     itself; empty when the path leaves the repo, is absolute, or is a URL
   */
  public static Optional<String> resolve(String directory, String relative) {
    if (relative.startsWith("/") || relative.contains("://") || relative.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (directory + "/" + relative).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** Whether a path is what {@link #resolve} gives for a file: whoever reads files asks this. */
  public static boolean isInside(String path) {
    return !path.isEmpty()
        && resolve("", path).filter(path::equals).isPresent()
        && !("/" + path + "/").contains("/.git/");
  }
}
