package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** An open mirror that is thrown away and made again when it turns out to be damaged. */
final class Mended {
  private final Path directory;
  private Repository repository;
  private boolean damaged;

  Mended(Path directory) throws IOException {
    this.directory = directory;
    this.repository = Mirror.open(directory);
  }

  Repository repository() {
    return repository;
  }

  Path directory() {
    return directory;
  }

  /** Starts over with an empty mirror. */
  void rebuild() throws IOException {
    repository.close();
    Mirror.delete(directory);
    repository = Mirror.open(directory);
    damaged = false;
  }

  /** Reads from the mirror; the sentence of a failure starts with {@code doing}. */
  <T> T call(String doing, Reading<T> reading) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reading.from(reader);
    } catch (IOException e) {
      if (GitFaults.isDamage(e)) {
        damaged = true;
        throw new TransientFault(
            doing + " failed: the local mirror is damaged. It is made again at the next try.");
      }
      throw GitFaults.local(doing, directory, e);
    }
  }

  void close() throws IOException {
    repository.close();
    if (damaged) {
      Mirror.delete(directory);
    }
  }

  /** Something read from the object store. */
  interface Reading<T> {
    T from(ObjectReader reader) throws IOException;
  }
}
