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
  private final Path directory;
  private Repository repository;

  private Clone(Path directory, Repository repository) {
    this.directory = directory;
    this.repository = repository;
  }

  /** Opens it, or makes an empty one. */
  static Clone open(Path directory) throws IOException {
    return new Clone(directory, opened(directory));
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
    // Credentials must not follow a server to another place.
    config.setString("http", null, "followRedirects", "false");
    // JGit takes a lock in the background even where there is nothing to collect.
    config.setInt("gc", null, "auto", 0);
    config.setBoolean("gc", null, "autoDetach", false);
    config.save();
    return repository;
  }

  Repository repository() {
    return repository;
  }

  /** Starts over with an empty one. */
  void discard() throws IOException {
    repository.close();
    delete(directory);
    repository = opened(directory);
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
