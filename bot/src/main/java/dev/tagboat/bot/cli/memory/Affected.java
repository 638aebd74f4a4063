package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Link;
import dev.tagboat.bot.scan.Reach;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files whose outcomes may be others than the last time, since they, or files that they belong
 * together with, were changed, added or taken away.
 *
 * @param scans of those files; of all others, what holds everywhere
 * @param files their paths
 */
public record Affected(Map<String, FileScan> scans, Set<String> files) {
  /** Whoever hangs together over longer ways than that can be looked at as a whole. */
  private static final int MAX_ROUNDS = 32;

  /** A fourth of all is no small part any more. */
  private static final int SHARE = 4;

  public Affected {
    files = Set.copyOf(files);
  }

  /**
   * @param memory with outcomes
   * @param answers for every file that there is now
   * @return empty when any outcome may be another one
   * @throws DamagedMemory when what was kept cannot be read
   */
  public static Optional<Affected> of(ScanMemory memory, List<ScanRun.Answer> answers) {
    if (memory.isSame(answers)) {
      return Optional.of(new Affected(Map.of(), Set.of()));
    }
    Seeds seeds = new Seeds();
    int found = 0;
    for (ScanRun.Answer answer : answers) {
      Known now = answer.known();
      Known before = memory.find(answer.path());
      found += before != null && now != null ? 1 : 0;
      // Unless it was scanned, what was known is known still.
      if (before == null || now == null || answer.fresh()) {
        seeds.compare(answer.path(), before, now);
      }
    }
    if (found < memory.paths().size()) {
      Set<String> gone = new HashSet<>(memory.paths());
      answers.forEach(answer -> gone.remove(answer.path()));
      gone.forEach(path -> seeds.compare(path, memory.find(path), null));
    }
    return seeds.everywhere ? Optional.empty() : spread(seeds, answers);
  }

  private static Optional<Affected> spread(Seeds seeds, List<ScanRun.Answer> answers) {
    Set<String> files = new HashSet<>(seeds.files);
    int before = seeds.keys.isEmpty() ? 0 : -1;
    for (int round = 0; files.size() > before; round++) {
      if (round > MAX_ROUNDS || files.size() > answers.size() / SHARE) {
        return Optional.empty();
      }
      before = files.size();
      for (ScanRun.Answer answer : answers) {
        Known known = answer.known();
        if (known != null && seeds.reach(known) && files.add(answer.path())) {
          seeds.take(known);
        }
      }
    }
    return Optional.of(new Affected(scans(files, answers), files));
  }

  private static Map<String, FileScan> scans(Set<String> files, List<ScanRun.Answer> answers) {
    Map<String, FileScan> scans = new TreeMap<>();
    for (ScanRun.Answer answer : answers) {
      Known known = answer.known();
      if (known == null) {
        continue;
      }
      if (files.contains(answer.path())) {
        scans.put(answer.path(), known.scan());
      } else if (!files.isEmpty() && isEverywhere(known)) {
        scans.put(answer.path(), Reach.of(answer.path(), known.scan()).context());
      }
    }
    return scans;
  }

  private static boolean isEverywhere(Known known) {
    for (long key : known.reach()) {
      if (key == Reach.EVERYWHERE) {
        return true;
      }
    }
    return false;
  }

  /** Where to start from. */
  private static final class Seeds {
    private final Set<Long> keys = new HashSet<>();
    private final Set<String> files = new HashSet<>();
    private boolean everywhere;

    /**
     * @param before null when the file is new
     * @param now null when the file is gone
     */
    void compare(String path, @Nullable Known before, @Nullable Known now) {
      if (before != null && now != null && before.scan().equals(now.scan())) {
        now.become(before.outcome());
        return;
      }
      everywhere |= !everywhere(path, before).equals(everywhere(path, now));
      if (before != null) {
        take(before);
      }
      if (now != null) {
        files.add(path);
        take(now);
      }
    }

    private static List<Link> everywhere(String path, @Nullable Known known) {
      return known == null ? List.of() : Reach.of(path, known.scan()).everywhere();
    }

    void take(Known known) {
      for (long key : known.reach()) {
        if (key != Reach.EVERYWHERE) {
          keys.add(key);
        }
      }
    }

    boolean reach(Known known) {
      for (long key : known.reach()) {
        if (key != Reach.EVERYWHERE && keys.contains(key)) {
          return true;
        }
      }
      return false;
    }
  }
}
