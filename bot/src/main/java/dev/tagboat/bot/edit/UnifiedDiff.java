package dev.tagboat.bot.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * Edits as text in the form that {@code git apply} and {@code patch -p1} take. Lines end at LF
 * only, as for git; a CR is a part of its line.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /** The diff of all edits, one after the other; unchanged files give nothing. */
  public static String of(List<FileEdit> edits) {
    StringBuilder out = new StringBuilder();
    for (FileEdit edit : edits) {
      if (!edit.before().equals(edit.after())) {
        file(edit, out);
      }
    }
    return out.toString();
  }

  private static void file(FileEdit edit, StringBuilder out) {
    String a = quoted("a/" + edit.path());
    String b = quoted("b/" + edit.path());
    out.append("diff --git ").append(a).append(' ').append(b).append('\n');
    out.append("--- ").append(a).append(tab(a)).append('\n');
    out.append("+++ ").append(b).append(tab(b)).append('\n');
    List<String> before = lines(edit.before());
    List<String> after = lines(edit.after());
    List<LineChange> changes = LineChange.between(before, after);
    int from = 0;
    while (from < changes.size()) {
      int to = from + 1;
      while (to < changes.size()
          && changes.get(to).start() - changes.get(to - 1).end() <= 2 * CONTEXT) {
        to++;
      }
      hunk(changes.subList(from, to), before, after, out);
      from = to;
    }
  }

  private static void hunk(
      List<LineChange> changes, List<String> before, List<String> after, StringBuilder out) {
    LineChange first = changes.get(0);
    LineChange last = changes.get(changes.size() - 1);
    int lead = Math.min(CONTEXT, first.start());
    int start = first.start() - lead;
    int end = Math.min(before.size(), last.end() + CONTEXT);
    int newStart = first.newStart() - lead;
    int newEnd = last.newEnd() + (end - last.end());
    out.append("@@ -").append(range(start, end)).append(" +").append(range(newStart, newEnd));
    out.append(" @@\n");
    int at = start;
    for (LineChange change : changes) {
      append(out, ' ', before.subList(at, change.start()));
      append(out, '-', before.subList(change.start(), change.end()));
      append(out, '+', after.subList(change.newStart(), change.newEnd()));
      at = change.end();
    }
    append(out, ' ', before.subList(at, end));
  }

  // An empty range names the line before it; a range of one line has no length.
  private static String range(int start, int end) {
    int length = end - start;
    int line = length == 0 ? start : start + 1;
    return length == 1 ? String.valueOf(line) : line + "," + length;
  }

  private static void append(StringBuilder out, char mark, List<String> lines) {
    for (String line : lines) {
      out.append(mark).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end + 1));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  // git quotes in C style what would break the header's line.
  private static String quoted(String path) {
    boolean plain = path.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c != 0x7F);
    if (plain) {
      return path;
    }
    StringBuilder out = new StringBuilder("\"");
    path.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\%03o", c));
              } else {
                out.append((char) c);
              }
            });
    return out.append('"').toString();
  }

  // Without the tab, patch takes what follows a space for a date.
  private static String tab(String name) {
    return name.indexOf(' ') >= 0 ? "\t" : "";
  }
}
