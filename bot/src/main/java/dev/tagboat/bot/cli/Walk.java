package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.FileState;
import dev.tagboat.bot.cli.memory.ScanRun;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks a directory as git sees it: no symbolic link, no submodule, no {@code .git}. */
final class Walk {
  private static final String GIT = ".git";

  private final Path root;
  private final Predicate<String> wanted;
  private final Consumer<String> problems;
  private final String attributes;
  private final SortedMap<String, ScanRun.Source> files = new TreeMap<>();
  private final Deque<Directory> left = new ArrayDeque<>();

  /**
   * @param prefix of the paths of its files
   */
  private record Directory(Path path, String prefix) {}

  private Walk(Path root, Predicate<String> wanted, Consumer<String> problems) {
    this.root = root;
    this.wanted = wanted;
    this.problems = problems;
    this.attributes = FileState.attributes(root, ",isDirectory,isRegularFile");
  }

  /** Regular files by their path relative to {@code root}, with {@code /}. */
  static SortedMap<String, ScanRun.Source> files(
      Path root, Predicate<String> wanted, Consumer<String> problems) {
    Walk walk = new Walk(root, wanted, problems);
    walk.left.add(new Directory(root, ""));
    while (!walk.left.isEmpty()) {
      walk.visit(walk.left.removeLast());
    }
    return walk.files;
  }

  private void visit(Directory directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.path())) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      problem(directory.path(), "cannot be read to its end", e.getCause());
    } catch (IOException e) {
      problem(directory.path(), "cannot be read", e);
    }
    boolean submodule =
        !directory.prefix().isEmpty() && entries.stream().anyMatch(Walk::isGit);
    if (!submodule) {
      entries.forEach(entry -> visit(directory, entry));
    }
  }

  private static boolean isGit(Path entry) {
    return entry.endsWith(GIT);
  }

  private void visit(Directory directory, Path entry) {
    try {
      // One call for all there is to know, since there may be a hundred thousand of them.
      Map<String, Object> found =
          Files.readAttributes(entry, attributes, LinkOption.NOFOLLOW_LINKS);
      if (Boolean.TRUE.equals(found.get("isDirectory"))) {
        if (!isGit(entry)) {
          left.add(new Directory(entry, path(directory, entry) + "/"));
        }
      } else if (Boolean.TRUE.equals(found.get("isRegularFile"))) {
        String path = path(directory, entry);
        if (wanted.test(path)) {
          take(new ScanRun.Source(path, entry, FileState.of(found)));
        }
      }
    } catch (IOException e) {
      problem(entry, "cannot be read", e);
    }
  }

  private void take(ScanRun.Source source) {
    if (source.path().indexOf('\uFFFD') >= 0) {
      // Two such files would look the same, and a diff could name neither.
      problems.accept(source.path() + ":1:1: cannot be read: the file's name is not UTF-8");
    } else {
      files.put(source.path(), source);
    }
  }

  private void problem(Path path, String what, IOException e) {
    problems.accept(relative(path) + ":1:1: " + what + ": " + reason(e));
  }

  private String path(Directory directory, Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.indexOf('\uFFFD') >= 0
        ? relative(entry)
        : directory.prefix() + name;
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
