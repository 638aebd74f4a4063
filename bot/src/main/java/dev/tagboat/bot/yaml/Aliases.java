package dev.tagboat.bot.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which aliases repeat what. Anchored nodes lie inside each other or apart, so that looking one up
 * goes through as many as are nested, however many there are.
 */
final class Aliases {
  private final List<Anchored> anchored;

  private Aliases(List<Anchored> anchored) {
    this.anchored = anchored;
  }

  /** A node with an anchor, the aliases that repeat it, and the anchored node around it. */
  private record Anchored(Span span, List<Integer> aliases, @Nullable Anchored around) {}

  private record Span(int from, int to) {}

  /** Collects while a file is read. */
  static final class Builder {
    private final Map<Span, List<Integer>> uses = new LinkedHashMap<>();

    /** All UTF-16 indexes: the anchored node, end exclusive, and where an alias of it stands. */
    void add(int from, int to, int alias) {
      uses.computeIfAbsent(new Span(from, to), span -> new ArrayList<>()).add(alias);
    }

    Aliases build() {
      List<Anchored> sorted = new ArrayList<>();
      Deque<Anchored> open = new ArrayDeque<>();
      uses.entrySet().stream()
          .sorted(
              Map.Entry.comparingByKey(
                  Comparator.comparingInt(Span::from)
                      .thenComparing(Comparator.comparingInt(Span::to).reversed())))
          .forEach(
              use -> {
                while (!open.isEmpty() && open.peek().span().to() <= use.getKey().from()) {
                  open.pop();
                }
                Anchored next = new Anchored(use.getKey(), use.getValue(), open.peek());
                sorted.add(next);
                open.push(next);
              });
      return new Aliases(sorted);
    }
  }

  /** Where aliases stand that repeat what is at {@code offset}; at most {@code limit} of them. */
  List<Integer> of(int offset, int limit) {
    List<Integer> found = new ArrayList<>();
    int low = 0;
    int high = anchored.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (anchored.get(middle).span().from() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    @Nullable Anchored at = low == 0 ? null : anchored.get(low - 1);
    while (at != null && found.size() < limit) {
      if (offset < at.span().to()) {
        found.addAll(at.aliases().subList(0, Math.min(at.aliases().size(), limit - found.size())));
      }
      at = at.around();
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }
}
