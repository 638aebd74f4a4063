package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content by its digest; a file is either whole or not there. */
final class BlobStore {
  private final Path directory;

  BlobStore(Path root) throws IOException {
    this.directory = Files.createDirectories(root.resolve("blobs").resolve("sha256"));
  }

  Path file(Digest digest) {
    return directory.resolve(hex(digest));
  }

  boolean has(Digest digest) {
    return Files.isRegularFile(file(digest));
  }

  /** Takes a finished file in, when its content is what the digest says. */
  void adopt(Path finished, Digest expected) throws IOException {
    Digest actual = digestOf(finished);
    if (!actual.equals(expected)) {
      throw new RegistryError(
          400, "DIGEST_INVALID", "the content's digest is " + actual + ", not " + expected);
    }
    Files.move(
        finished,
        file(expected),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void delete(Digest digest) throws IOException {
    Files.deleteIfExists(file(digest));
  }

  static String hex(Digest digest) {
    return digest.value().substring("sha256:".length());
  }

  static Digest digestOf(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
