package dev.tagboat.bot.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Where things are kept that can be made again (XDG Base Directory Specification). */
final class CacheDirectory {
  private CacheDirectory() {}

  /** {@code $XDG_CACHE_HOME/tagboat}, else {@code ~/.cache/tagboat}. */
  static Path of(Map<String, String> env) {
    return home(env.getOrDefault("XDG_CACHE_HOME", "")).resolve("tagboat");
  }

  // The specification has relative ones ignored.
  private static Path home(String cache) {
    try {
      if (Path.of(cache).isAbsolute()) {
        return Path.of(cache);
      }
    } catch (InvalidPathException e) {
      throw new BadInput("XDG_CACHE_HOME is not a path: " + e.getReason() + ".", e);
    }
    return Path.of(System.getProperty("user.home", "/"), ".cache");
  }
}
