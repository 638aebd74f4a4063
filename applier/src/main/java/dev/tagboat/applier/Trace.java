package dev.tagboat.applier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stack trace of a bug without the messages of its exceptions: nobody has checked these, and
 * they could quote a password.
 */
final class Trace {
  private static final int MOST_CAUSES = 10;

  private Trace() {}

  static List<String> of(Throwable bug) {
    List<String> lines = new ArrayList<>();
    Throwable at = bug;
    for (int i = 0; at != null && i < MOST_CAUSES; i++) {
      lines.add((i == 0 ? "" : "caused by ") + at.getClass().getName());
      Arrays.stream(at.getStackTrace()).map(frame -> "    at " + frame).forEach(lines::add);
      at = at.getCause();
    }
    return lines;
  }
}
