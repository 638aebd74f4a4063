package dev.tagboat.bot.cli;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks a directory as git sees it: no symbolic link, no submodule, no {@code .git}. */
final class Walk extends SimpleFileVisitor<Path> {
  private static final String GIT = ".git";

  private final Path root;
  private final Predicate<String> wanted;
  private final Consumer<String> problems;
  private final SortedMap<String, Path> files = new TreeMap<>();

  private Walk(Path root, Predicate<String> wanted, Consumer<String> problems) {
    this.root = root;
    this.wanted = wanted;
    this.problems = problems;
  }

  /** Regular files by their path relative to {@code root}, with {@code /}. */
  static Map<String, Path> files(Path root, Predicate<String> wanted, Consumer<String> problems) {
    Walk walk = new Walk(root, wanted, problems);
    try {
      Files.walkFileTree(root, walk);
    } catch (IOException e) {
      throw new BadInput("Cannot read the directory " + root + ": " + reason(e), e);
    }
    return walk.files;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
    boolean submodule =
        !dir.equals(root) && Files.exists(dir.resolve(GIT), LinkOption.NOFOLLOW_LINKS);
    return submodule || dir.endsWith(GIT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      String path = relative(file);
      if (wanted.test(path)) {
        take(path, file);
      }
    }
    return FileVisitResult.CONTINUE;
  }

  private void take(String path, Path file) {
    if (path.indexOf('\uFFFD') >= 0) {
      // Two such files would look the same, and a diff could name neither.
      problems.accept(path + ":1:1: cannot be read: the file's name is not UTF-8");
    } else {
      files.put(path, file);
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    problems.accept(relative(file) + ":1:1: cannot be read: " + reason(e));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e) {
    if (e != null) {
      problems.accept(relative(dir) + ":1:1: cannot be read to its end: " + reason(e));
    }
    return FileVisitResult.CONTINUE;
  }

  private String relative(Path file) {
    String path = root.relativize(file).toString();
    // Under the C locale the JVM shows other letters than ASCII as this; a URI has the very bytes.
    return path.indexOf('\uFFFD') >= 0 ? bytes(file) : path.replace(File.separatorChar, '/');
  }

  private String bytes(Path file) {
    String base = root.toUri().getRawPath();
    String full = file.toUri().getRawPath();
    String rest = full.substring(base.endsWith("/") ? base.length() : base.length() + 1);
    return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the name of the file, which the sentence around it gives. */
  static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there any more";
    }
    String why = e instanceof FileSystemException one ? one.getReason() : e.getMessage();
    return why == null ? e.getClass().getSimpleName() : why;
  }
}
