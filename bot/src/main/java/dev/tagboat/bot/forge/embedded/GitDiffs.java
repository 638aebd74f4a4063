package dev.tagboat.bot.forge.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevWalk;

/** Compares two commits file by file. */
final class GitDiffs {
  // GitHub lists at most 3,000 files of a pull request.
  private static final int MOST = 3000;

  private GitDiffs() {}

  static List<FileChange> between(Repository git, String from, String to) throws IOException {
    List<FileChange> changes = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RevWalk walk = new RevWalk(git);
        DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(git);
      formatter.setDetectRenames(true);
      List<DiffEntry> entries =
          formatter.scan(
              walk.parseCommit(ObjectId.fromString(from)).getTree(),
              walk.parseCommit(ObjectId.fromString(to)).getTree());
      for (DiffEntry entry : entries.subList(0, Math.min(MOST, entries.size()))) {
        out.reset();
        changes.add(change(formatter, entry, out));
      }
    }
    return changes;
  }

  private static FileChange change(
      DiffFormatter formatter, DiffEntry entry, ByteArrayOutputStream out) throws IOException {
    FileHeader header = formatter.toFileHeader(entry);
    formatter.format(entry);
    formatter.flush();
    int additions = 0;
    int deletions = 0;
    for (Edit edit : header.toEditList()) {
      additions += edit.getLengthB();
      deletions += edit.getLengthA();
    }
    boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    return new FileChange(
        removed ? entry.getOldPath() : entry.getNewPath(),
        entry.getOldPath(),
        status(entry.getChangeType()),
        (removed ? entry.getOldId() : entry.getNewId()).name(),
        additions,
        deletions,
        hunks(out.toString(StandardCharsets.UTF_8)));
  }

  private static String hunks(String patch) {
    int start = patch.startsWith("@@ ") ? 0 : patch.indexOf("\n@@ ") + 1;
    return start == 0 && !patch.startsWith("@@ ") ? "" : withoutLastNewline(patch.substring(start));
  }

  // Only the newline: a carriage return before it is part of the file's last line.
  private static String withoutLastNewline(String patch) {
    return patch.endsWith("\n") ? patch.substring(0, patch.length() - 1) : patch;
  }

  private static String status(DiffEntry.ChangeType type) {
    return switch (type) {
      case ADD, COPY -> "added";
      case DELETE -> "removed";
      case MODIFY -> "modified";
      case RENAME -> "renamed";
    };
  }
}
