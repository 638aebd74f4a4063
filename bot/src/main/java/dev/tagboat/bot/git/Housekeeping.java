package dev.tagboat.bot.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Repository;

/** Packs a mirror when too much has piled up; each fetch leaves a pack, each commit some files. */
final class Housekeeping {
  private static final int MAX_PACKS = 50;

  // Ids are spread evenly: what is in one of the 256 directories is a fair sample.
  private static final int MAX_LOOSE_IN_SAMPLE = 20;

  private Housekeeping() {}

  static void tidy(Repository mirror) throws IOException {
    Path objects = mirror.getDirectory().toPath().resolve("objects");
    if (count(objects.resolve("pack"), ".pack") > MAX_PACKS
        || count(objects.resolve("17"), "") > MAX_LOOSE_IN_SAMPLE) {
      try (Git git = Git.wrap(mirror)) {
        git.gc().call();
      } catch (GitAPIException | JGitInternalException e) {
        throw new IOException(e);
      }
    }
  }

  private static long count(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
