package dev.tagboat.bot.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines {@code start} to {@code end} before are lines {@code newStart} to {@code newEnd} after;
 * 0-based, end exclusive.
 */
record LineChange(int start, int end, int newStart, int newEnd) {

  /** The changes in order; neighbouring ones are one. */
  static List<LineChange> between(List<String> before, List<String> after) {
    return before.size() == after.size() ? lineByLine(before, after) : minimal(before, after);
  }

  // Edits of values seldom touch line ends: then this takes linear time, whatever changed.
  private static List<LineChange> lineByLine(List<String> before, List<String> after) {
    List<LineChange> changes = new ArrayList<>();
    int i = 0;
    while (i < before.size()) {
      int start = i;
      while (i < before.size() && !before.get(i).equals(after.get(i))) {
        i++;
      }
      if (i > start) {
        changes.add(new LineChange(start, i, start, i));
      }
      i++;
    }
    return changes;
  }

  private static List<LineChange> minimal(List<String> before, List<String> after) {
    List<LineChange> changes = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      int start = delta.getSource().getPosition();
      int newStart = delta.getTarget().getPosition();
      changes.add(
          new LineChange(
              start,
              start + delta.getSource().size(),
              newStart,
              newStart + delta.getTarget().size()));
    }
    return changes;
  }
}
