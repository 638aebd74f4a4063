package dev.tagboat.applier.config;

import dev.tagboat.applier.fault.UserFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;

/** Collects what is wrong with the file, each with its place. */
final class Problems {
  private static final int MAX_SHOWN = 100;

  private final List<Problem> all = new ArrayList<>();
  private final String file;

  /**
   * @param file as messages name it
   */
  Problems(String file) {
    this.file = file;
  }

  /**
   * @param sentence without a value that may be a secret
   */
  void add(Mark at, String sentence) {
    all.add(new Problem(at.getLine() + 1, at.getColumn() + 1, sentence));
  }

  /**
   * @throws UserFault with all problems, one a line, when there are any
   */
  void refuse() {
    if (!all.isEmpty()) {
      throw new UserFault(
          all.stream()
              .sorted(Comparator.comparing(Problem::line).thenComparing(Problem::column))
              .limit(MAX_SHOWN)
              .map(p -> file + ":" + p.line() + ":" + p.column() + ": " + p.sentence())
              .collect(Collectors.joining("\n")));
    }
  }

  private record Problem(int line, int column, String sentence) {}
}
