package dev.tagboat.bot.registry.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Directories that tests leave behind. */
public final class TestDirectories {
  private TestDirectories() {}

  /** Deletes a whole tree. */
  public static void delete(Path directory) {
    try {
      Trees.delete(directory);
    } catch (IOException e) {
      throw new IllegalStateException("could not delete " + directory, e);
    }
  }
}
