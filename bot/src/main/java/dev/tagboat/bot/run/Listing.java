package dev.tagboat.bot.run;

import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.scan.RepoPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the files right in some directories, and goes nowhere else. */
final class Listing implements Snapshot.Visitor {
  private final Set<String> directories;
  private final Set<String> ways = new HashSet<>();
  private final List<String> paths = new ArrayList<>();

  /**
   * @param directories as in {@link dev.tagboat.bot.scan.Tree#list}
   */
  Listing(Set<String> directories) {
    this.directories = Set.copyOf(directories);
    for (String directory : directories) {
      for (String at = directory; ways.add(at); ) {
        at = RepoPath.directory(at);
      }
    }
  }

  @Override
  public boolean enter(String path, String treeId) {
    return ways.contains(path);
  }

  @Override
  public void visit(Snapshot.Entry entry) {
    boolean file =
        entry.kind() == Snapshot.Kind.REGULAR || entry.kind() == Snapshot.Kind.EXECUTABLE;
    if (file && directories.contains(RepoPath.directory(entry.path()))) {
      paths.add(entry.path());
    }
  }

  /** In git's order. */
  List<String> paths() {
    return paths;
  }
}
