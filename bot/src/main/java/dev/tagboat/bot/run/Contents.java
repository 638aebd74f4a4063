package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.git.Snapshot;
import java.util.Arrays;
import java.util.List;

/** Compares edits with what a commit holds. */
final class Contents {
  private Contents() {}

  /** Whether every edited file already has its new content there. */
  static boolean same(Snapshot snapshot, List<FileEdit> edits) {
    return edits.stream().allMatch(edit -> same(snapshot, edit));
  }

  private static boolean same(Snapshot snapshot, FileEdit edit) {
    byte[] want = edit.bytes();
    return snapshot
        .find(edit.path())
        .filter(entry -> entry.size() == want.length)
        .filter(entry -> Arrays.equals(entry.read(want.length), want))
        .isPresent();
  }
}
