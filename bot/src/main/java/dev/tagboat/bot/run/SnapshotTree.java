package dev.tagboat.bot.run;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.scan.RepoPath;
import dev.tagboat.bot.scan.Tree;
import dev.tagboat.bot.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The files of a commit, found through the index of their words. */
final class SnapshotTree implements Tree {
  private final Snapshot snapshot;
  private final ScanSettings settings;
  private final PathFilter filter;
  private final WordIndex index;
  private final List<String> problems = new ArrayList<>();

  SnapshotTree(Snapshot snapshot, ScanSettings settings, WordIndex index) {
    this.snapshot = snapshot;
    this.settings = settings;
    this.filter = settings.filter();
    this.index = index;
  }

  @Override
  public void search(Set<String> words, Consumer<File> found) {
    index.find(snapshot, settings, words, entry -> give(entry, found));
  }

  @Override
  public List<String> list(Set<String> directories) {
    Listing listing = new Listing(directories);
    snapshot.walk(listing);
    return listing.paths().stream().filter(filter::accepts).toList();
  }

  @Override
  public Optional<File> find(String path) {
    return RepoPath.isInside(path) && !filter.excludes(path)
        ? snapshot
            .find(path)
            .filter(entry -> entry.size() <= YamlFile.MAX_BYTES)
            .map(SnapshotFile::new)
        : Optional.empty();
  }

  @Override
  public void below(String directory, Consumer<File> found) {
    snapshot.walk(
        new Snapshot.Visitor() {
          @Override
          public boolean enter(String path, String treeId) {
            return (directory + "/").startsWith(path + "/") || isBelow(path, directory);
          }

          @Override
          public void visit(Snapshot.Entry entry) {
            boolean file =
                entry.kind() == Snapshot.Kind.REGULAR || entry.kind() == Snapshot.Kind.EXECUTABLE;
            if (file && isBelow(entry.path(), directory) && filter.accepts(entry.path())) {
              give(entry, found);
            }
          }
        });
  }

  private static boolean isBelow(String path, String directory) {
    return path.startsWith(directory + "/");
  }

  private void give(Snapshot.Entry entry, Consumer<File> found) {
    if (entry.size() > YamlFile.MAX_BYTES) {
      problems.add(entry.path() + ": larger than 5 MiB, so it is left alone");
    } else {
      found.accept(new SnapshotFile(entry));
    }
  }

  /** Files that could hold one of the words and are too large to be looked at, a sentence each. */
  List<String> problems() {
    return problems.stream().distinct().toList();
  }

  private record SnapshotFile(Snapshot.Entry entry) implements File {
    @Override
    public String path() {
      return entry.path();
    }

    @Override
    public String contentId() {
      return entry.blobId();
    }

    @Override
    public byte[] read() {
      return entry.read(YamlFile.MAX_BYTES);
    }
  }
}
