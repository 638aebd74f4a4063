package dev.tagboat.applier.config;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets kept in files, which the cluster renews in place: read at each use. */
public final class SecretFile {
  private static final int MAX_BYTES = 64 * 1024;

  private SecretFile() {}

  /**
   * Without the white space around it.
   *
   * @throws UserFault when it is missing, empty or larger than 64 KiB
   */
  public static Secret read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserFault("the file " + file + " is too large for a secret");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new UserFault("the file " + file + " is empty; it should hold a secret");
      }
      return Secret.of(text);
    } catch (IOException e) {
      throw new UserFault(
          "cannot read the secret in " + file + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
