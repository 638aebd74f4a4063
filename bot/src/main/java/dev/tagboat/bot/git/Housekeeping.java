package dev.tagboat.bot.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Repository;

/**
 * Packs a mirror: when too much has piled up (each fetch leaves a pack, each commit some files),
 * and a large one once before, as soon as it is used for the second time. Without the bitmap of a
 * packed mirror each push walks all trees of the branch to find out what the server has already.
 */
final class Housekeeping {
  private static final int MAX_PACKS = 50;
  private static final long LARGE = 1 << 20;

  // Ids are spread evenly: what is in one of the 256 directories is a fair sample.
  private static final int MAX_LOOSE_IN_SAMPLE = 20;

  // Without it a mirror that gets no bitmap, whatever the reason, would be packed at each use.
  private static final String PACKED = "packed";

  private Housekeeping() {}

  static void tidy(Repository mirror) throws IOException {
    Path directory = mirror.getDirectory().toPath();
    List<Path> packs = files(directory.resolve("objects/pack"), ".pack");
    if (packs.size() > MAX_PACKS
        || files(directory.resolve("objects/17"), "").size() > MAX_LOOSE_IN_SAMPLE
        || isLargeAndUnpacked(directory, packs)) {
      try (Git git = Git.wrap(mirror)) {
        git.gc().call();
      } catch (GitAPIException | JGitInternalException e) {
        throw new IOException(e);
      }
      Files.write(directory.resolve(PACKED), new byte[0]);
    }
  }

  // Two packs: it was fetched into again, so it is kept, and packing it will pay.
  private static boolean isLargeAndUnpacked(Path directory, List<Path> packs) throws IOException {
    if (packs.size() < 2 || Files.exists(directory.resolve(PACKED))) {
      return false;
    }
    long bytes = 0;
    for (Path pack : packs) {
      bytes += Files.size(pack);
    }
    return bytes >= LARGE;
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
