package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.scan.RepoPath;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files below a directory; nothing outside of it, and nothing over a symbolic link. */
final class DirectoryTree implements Tree {
  private final Path root;
  private final PathFilter filter;
  private final SortedMap<String, ScanRun.Source> files;
  private final Set<String> missing = new TreeSet<>();
  private final Consumer<String> problems;
  private final Consumer<String> progress;
  private final AtomicInteger passed = new AtomicInteger();

  /**
   * @param problems told of each file that is left alone, as {@code file:line:column: why}
   * @param progress told how far it is, by many threads
   */
  DirectoryTree(
      Path root, ScanSettings settings, Consumer<String> problems, Consumer<String> progress) {
    this.root = root;
    this.filter = settings.filter();
    this.progress = progress;
    progress.accept("listing the files");
    this.files = Walk.files(root, filter::accepts, problems);
    this.problems = problems;
  }

  @Override
  public void search(Set<String> words, Consumer<File> found) {
    passed.set(0);
    // Reading is most of it, so several files at once; what is told stays in the files' order.
    files.values().parallelStream()
        .map(source -> read(source.path(), source.file(), words))
        .flatMap(Optional::stream)
        .toList()
        .forEach(one -> one.tell(found, problems));
  }

  private Optional<Read> read(String path, Path file, Set<String> words) {
    progress.accept("file " + passed.incrementAndGet() + " of " + files.size());
    try {
      byte[] content = WorkTree.read(file);
      boolean wanted =
          words.isEmpty() || words.stream().anyMatch(word -> Scanner.holds(content, word));
      return wanted ? Optional.of(new Read(new Loaded(path, content), "")) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Read(null, unreadable(path, e)));
    }
  }

  private static String unreadable(String path, IOException e) {
    return path + ":1:1: cannot be read: " + Walk.reason(e);
  }

  /** A file that was read, or why it was not. */
  private record Read(@Nullable File file, String problem) {
    void tell(Consumer<File> found, Consumer<String> problems) {
      if (file == null) {
        problems.accept(problem);
      } else {
        found.accept(file);
      }
    }
  }

  @Override
  public List<String> list(Set<String> directories) {
    return files.keySet().stream()
        .filter(path -> directories.contains(RepoPath.directory(path)))
        .sorted()
        .toList();
  }

  @Override
  public Optional<File> find(String path) {
    try {
      if (holds(path)) {
        return Optional.of(new Loaded(path, WorkTree.read(root.resolve(path))));
      }
      missing.add(path);
    } catch (IOException e) {
      missing.add(path);
      problems.accept(unreadable(path, e));
    }
    return Optional.empty();
  }

  /** Whether a file is there, and the settings do not exclude it. */
  boolean holds(String path) {
    try {
      return RepoPath.isInside(path) && !filter.excludes(path) && isIn(root, path);
    } catch (InvalidPathException e) {
      // What names no file of this system names none of the repo.
      return false;
    }
  }

  /**
   * Paths that were asked for, where nothing could be read now and something could another time.
   */
  Set<String> missing() {
    missing.removeIf(path -> !RepoPath.isInside(path) || filter.excludes(path));
    return missing;
  }

  /**
   * Whether a file is there, and every directory on the way is one of the repo itself.
   *
   * @param path as in {@link RepoPath#isInside}
   */
  static boolean isIn(Path root, String path) {
    Path at = root;
    for (Path part : Path.of(path)) {
      if (!at.equals(root) && !isOwnDirectory(at)) {
        return false;
      }
      at = at.resolve(part);
    }
    return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOwnDirectory(Path directory) {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void below(String directory, Consumer<File> found) {
    files.keySet().stream()
        .filter(path -> path.startsWith(directory + "/"))
        .forEach(path -> find(path).ifPresent(found));
  }

  Path root() {
    return root;
  }

  /** Every file that the settings include, in the order of their paths. */
  List<ScanRun.Source> sources() {
    return List.copyOf(files.values());
  }

  /** Where a file is that was given. */
  Path file(String path) {
    ScanRun.Source known = files.get(path);
    return known == null ? root.resolve(path) : known.file();
  }

  private static final class Loaded implements File {
    private final String path;
    private final byte[] content;

    Loaded(String path, byte[] content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public byte[] read() {
      return content;
    }
  }
}
