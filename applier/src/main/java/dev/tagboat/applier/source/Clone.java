package dev.tagboat.applier.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;

/** The bare clone on the disk. It holds nothing that cannot be fetched again. */
final class Clone implements AutoCloseable {
  private final Repository repository;

  private Clone(Repository repository) {
    this.repository = repository;
  }

  /**
   * Opens it, or makes an empty one.
   *
   * @throws UnopenedException when neither can be done
   */
  static Clone open(Path directory) throws IOException {
    try {
      return new Clone(opened(directory));
    } catch (IOException | RuntimeException e) {
      throw new UnopenedException(e);
    }
  }

  private static Repository opened(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Repository repository = new RepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    StoredConfig config = repository.getConfig();
    // Written once only: a full disk does not keep what is there from being read.
    if (config.getBoolean("gc", "autoDetach", true)) {
      // Credentials must not follow a server to another place.
      config.setString("http", null, "followRedirects", "false");
      config.setInt("gc", null, "auto", 0);
      // JGit takes a lock in the background even where there is nothing to collect.
      config.setBoolean("gc", null, "autoDetach", false);
      config.save();
    }
    return repository;
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() {
    repository.close();
  }

  /** Deletes a folder and all in it, without following links. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
