package dev.tagboat.bot.git;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The directory of one bare mirror. All of it can be made again, so nothing in it is precious. */
final class Mirror {
  // Written anew at each opening: nobody's edit of it may redirect a push or run a program.
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      \tlogAllRefUpdates = false
      [gc]
      \tauto = 0
      \tautoDetach = false
      \tpruneExpire = now
      \tprunePackExpire = now
      [http]
      \tfollowRedirects = initial
      """;
  private static final String HEAD = "ref: refs/heads/none\n";

  private Mirror() {}

  /** A readable part and a hash of the place: two repositories never share a mirror. */
  static String name(URI url) {
    String place = GitRemote.place(url);
    String readable = place.replaceAll("^[^/]*//(?:[^/]*@)?", "");
    String slug = readable.replaceAll("[^A-Za-z0-9.-]+", "_").replaceAll("^[._]+", "");
    return slug.substring(0, Math.min(80, slug.length())) + "-" + hash(place);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens the mirror, made or mended as far as that needs no network; the lock must be held. */
  static Repository open(Path directory) throws IOException {
    for (String part : List.of("objects/pack", "objects/info", "refs/heads")) {
      Files.createDirectories(directory.resolve(part));
    }
    restrict(directory);
    delete(directory.resolve("hooks"));
    write(directory.resolve("config"), CONFIG);
    write(directory.resolve("HEAD"), HEAD);
    sweep(directory);
    return new FileRepositoryBuilder()
        .setGitDir(directory.toFile())
        .setBare()
        .setMustExist(true)
        .build();
  }

  static void restrict(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void write(Path file, String content) throws IOException {
    if (!Files.isRegularFile(file)
        || !Files.readString(file, StandardCharsets.ISO_8859_1).equals(content)) {
      delete(file);
      Files.writeString(file, content);
    }
  }

  // What a killed process leaves behind. We hold the mirror's own lock, so these are nobody's.
  private static void sweep(Path directory) throws IOException {
    sweep(directory, 1);
    sweep(directory.resolve("refs"), 20);
    sweep(directory.resolve("objects"), 1);
    sweep(directory.resolve("objects/pack"), 1);
  }

  private static void sweep(Path directory, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(directory, depth)) {
      for (Path file : files.filter(Files::isRegularFile).filter(Mirror::isLeftover).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".lock")
        || name.endsWith(".tmp")
        || name.startsWith("incoming_")
        || name.startsWith("noz");
  }

  /** Deletes a file or a whole directory, if it is there; links are not followed. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, java.io.IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
