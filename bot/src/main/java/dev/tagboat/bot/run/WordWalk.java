package dev.tagboat.bot.run;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One walk of the index over a commit; learns the words of directories that are new to it. */
final class WordWalk implements Snapshot.Visitor {
  private final WordIndex index;
  private final PathFilter filter;
  private final String rules;
  private final int[] wanted;
  private final Consumer<Snapshot.Entry> found;
  private final Deque<Open> open = new ArrayDeque<>();

  WordWalk(WordIndex index, ScanSettings settings, int[] wanted, Consumer<Snapshot.Entry> found) {
    this.index = index;
    this.filter = settings.filter();
    this.rules = settings.include() + " " + settings.exclude();
    this.wanted = wanted;
    this.found = found;
  }

  /** What a directory holds for us: the rules for paths decide which files below it count. */
  private record Name(String rules, String path, String treeId) {}

  /**
   * A directory we are in: either its words are known, or they are being added up.
   *
   * @param union null when they are known
   */
  private record Open(Name name, Words known, @Nullable WordUnion union) {}

  @Override
  public boolean enter(String path, String treeId) {
    Name name = new Name(rules, path, treeId);
    Words known = index.memory().find(name);
    if (known != null && !known.holdAny(wanted)) {
      add(known);
      return false;
    }
    open.push(
        known == null ? new Open(name, Words.ANY, new WordUnion()) : new Open(name, known, null));
    return true;
  }

  @Override
  public void visit(Snapshot.Entry entry) {
    if (isFile(entry) && filter.accepts(entry.path())) {
      Words words = index.of(entry);
      add(words);
      if (words.holdAny(wanted)) {
        found.accept(entry);
      }
    }
  }

  @Override
  public void leave() {
    Open done = open.pop();
    WordUnion union = done.union();
    if (union == null) {
      add(done.known());
    } else {
      Words all = union.all();
      index.memory().keep(done.name(), all);
      add(all);
    }
  }

  // Whatever is in a directory counts for the one around it.
  private void add(Words words) {
    Open around = open.peek();
    if (around != null && around.union() != null) {
      around.union().add(words);
    }
  }

  private static boolean isFile(Snapshot.Entry entry) {
    return entry.kind() == Snapshot.Kind.REGULAR || entry.kind() == Snapshot.Kind.EXECUTABLE;
  }
}
