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
import java.util.ArrayList;
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
  private final String attributes;

  /**
   * @param prefix of the paths of its files
   */
  private record Directory(Path path, String prefix) {}

  /** What stands right in one directory. */
  private record Found(
      List<Directory> directories, List<ScanRun.Source> files, List<String> problems) {
    static Found nothing() {
      return new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private Walk(Path root, Predicate<String> wanted) {
    this.root = root;
    this.wanted = wanted;
    this.attributes = FileState.attributes(root, ",isDirectory,isRegularFile");
  }

  /**
   * Regular files by their path relative to {@code root}, with {@code /}.
   *
   * @param wanted asked by many threads
   */
  static SortedMap<String, ScanRun.Source> files(
      Path root, Predicate<String> wanted, Consumer<String> problems) {
    Walk walk = new Walk(root, wanted);
    SortedMap<String, ScanRun.Source> files = new TreeMap<>();
    List<Directory> level = List.of(new Directory(root, ""));
    while (!level.isEmpty()) {
      // Most of it is waiting for the system.
      List<Found> found = level.parallelStream().map(walk::visit).toList();
      found.forEach(one -> one.files().forEach(file -> files.put(file.path(), file)));
      found.forEach(one -> one.problems().forEach(problems));
      level = found.stream().flatMap(one -> one.directories().stream()).toList();
    }
    return files;
  }

  private Found visit(Directory directory) {
    Found found = Found.nothing();
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.path())) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      Exception cause = e.getCause();
      found
          .problems()
          .add(problem(directory.path(), "cannot be read to its end", cause == null ? e : cause));
    } catch (IOException e) {
      found.problems().add(problem(directory.path(), "cannot be read", e));
    }
    boolean submodule = !directory.prefix().isEmpty() && entries.stream().anyMatch(Walk::isGit);
    if (!submodule) {
      entries.forEach(entry -> visit(directory, entry, found));
    }
    return found;
  }

  private static boolean isGit(Path entry) {
    return entry.endsWith(GIT);
  }

  private void visit(Directory directory, Path entry, Found found) {
    try {
      // One call for all there is to know, since there may be a hundred thousand of them.
      Map<String, Object> looks =
          Files.readAttributes(entry, attributes, LinkOption.NOFOLLOW_LINKS);
      if (Boolean.TRUE.equals(looks.get("isDirectory"))) {
        if (!isGit(entry)) {
          found.directories().add(new Directory(entry, path(directory, entry) + "/"));
        }
      } else if (Boolean.TRUE.equals(looks.get("isRegularFile"))) {
        String path = path(directory, entry);
        if (wanted.test(path)) {
          take(new ScanRun.Source(path, entry, FileState.of(looks)), found);
        }
      }
    } catch (IOException e) {
      found.problems().add(problem(entry, "cannot be read", e));
    }
  }

  private static void take(ScanRun.Source source, Found found) {
    if (source.path().indexOf('\uFFFD') >= 0) {
      // Two such files would look the same, and a diff could name neither.
      found.problems().add(source.path() + ":1:1: cannot be read: the file's name is not UTF-8");
    } else {
      found.files().add(source);
    }
  }

  private String problem(Path path, String what, Exception e) {
    return relative(path) + ":1:1: " + what + ": " + reason(e);
  }

  private String path(Directory directory, Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.indexOf('\uFFFD') >= 0 ? relative(entry) : directory.prefix() + name;
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
