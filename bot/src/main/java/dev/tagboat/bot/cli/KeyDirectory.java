package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.scan.RepoPath;
import dev.tagboat.bot.signature.KeyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Public keys in a directory; none outside of it, and none over a symbolic link. */
record KeyDirectory(Path root) implements KeyFiles {
  @Override
  public Optional<byte[]> find(String path) {
    try {
      return RepoPath.isInside(path) && DirectoryTree.isIn(root, path)
          ? Optional.of(read(root.resolve(path)))
          : Optional.empty();
    } catch (InvalidPathException e) {
      // What names no file of this system names none of the repo.
      return Optional.empty();
    } catch (IOException e) {
      throw new UserFault(Printable.quote(path) + ": " + Walk.reason(e), e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw new IOException("it is larger than " + MAX_SIZE + " bytes");
      }
      return bytes;
    }
  }
}
