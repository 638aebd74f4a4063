package dev.tagboat.bot.forge.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A diff in colours, with the changed part of each changed line marked. */
final class DiffHtml {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d{1,9})\\S* \\+(\\d{1,9}).*");
  // A page of more lines than that helps nobody and takes long to show.
  private static final int MOST_LINES = 3000;

  private final Html out = new Html();
  private final List<String> removed = new ArrayList<>();
  private final List<String> added = new ArrayList<>();
  private int oldLine;
  private int newLine;
  private int lines;

  private DiffHtml() {}

  /** A heading with the totals, then file after file. */
  static void section(Html page, List<FileChange> files) {
    page.raw("<h2>Files changed <span class=\"quiet\">").number(files.size()).raw("</span> ");
    page.raw("<span class=\"count\"><b class=\"plus\">+");
    page.number(files.stream().mapToInt(FileChange::additions).sum());
    page.raw("</b> <b class=\"minus\">&minus;");
    page.number(files.stream().mapToInt(FileChange::deletions).sum()).raw("</b></span></h2>");
    DiffHtml diff = new DiffHtml();
    files.forEach(diff::file);
    page.add(diff.out);
  }

  private void file(FileChange file) {
    out.raw("<details class=\"file\" open><summary><span class=\"path\">");
    if (!file.oldPath().equals(file.path()) && file.status().equals("renamed")) {
      out.text(file.oldPath()).raw(" &rarr; ");
    }
    out.text(file.path()).raw("</span>");
    if (!file.status().equals("modified")) {
      out.raw("<span class=\"chip\">").text(file.status()).raw("</span>");
    }
    out.raw("<span class=\"count\"><b class=\"plus\">+").number(file.additions());
    out.raw("</b> <b class=\"minus\">&minus;")
        .number(file.deletions())
        .raw("</b></span></summary>");
    if (file.patch().isEmpty()) {
      out.raw("<p class=\"quiet\">No text to show.</p>");
    } else {
      out.raw("<div class=\"scroll\"><table class=\"diff\"><tbody>");
      patch(file.patch());
      out.raw("</tbody></table></div>");
    }
    out.raw("</details>");
  }

  private void patch(String patch) {
    for (String line : patch.split("\n", -1)) {
      if (lines++ > MOST_LINES) {
        continue;
      }
      char kind = line.isEmpty() ? ' ' : line.charAt(0);
      String text = line.isEmpty() ? "" : withoutReturn(line.substring(1));
      switch (kind) {
        case '-' -> removed.add(text);
        case '+' -> added.add(text);
        case '\\' -> {}
        default -> other(line, text);
      }
    }
    flush();
    if (lines > MOST_LINES) {
      row("hunk", "", "", () -> out.raw("The rest of this diff is not shown here."));
    }
  }

  // Lines that end with CR LF look like all others, as on GitHub.
  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void other(String line, String text) {
    flush();
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      oldLine = Integer.parseInt(hunk.group(1));
      newLine = Integer.parseInt(hunk.group(2));
      row("hunk", "", "", () -> out.text(line));
    } else {
      String old = Integer.toString(oldLine++);
      String now = Integer.toString(newLine++);
      row("same", old, now, () -> out.text(text));
    }
  }

  /** Writes the removed and added lines that stand together; equally many are compared in pairs. */
  private void flush() {
    boolean pairs = removed.size() == added.size();
    for (int i = 0; i < removed.size(); i++) {
      String line = removed.get(i);
      String other = pairs ? added.get(i) : line;
      row("minus", Integer.toString(oldLine++), "", () -> marked(line, other));
    }
    for (int i = 0; i < added.size(); i++) {
      String line = added.get(i);
      String other = pairs ? removed.get(i) : line;
      row("plus", "", Integer.toString(newLine++), () -> marked(line, other));
    }
    removed.clear();
    added.clear();
  }

  private void marked(String line, String other) {
    int most = Math.min(line.length(), other.length());
    int start = 0;
    while (start < most && line.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && line.charAt(line.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    // Whole words, so that it is the tag that is seen to change.
    while (start > 0 && isWord(line.charAt(start - 1))) {
      start--;
    }
    while (end > 0 && isWord(line.charAt(line.length() - end))) {
      end--;
    }
    // Lines that have hardly anything in common are easier to read without a mark.
    if (start + end < line.length() / 4 || start == line.length()) {
      out.text(line);
      return;
    }
    out.text(line.substring(0, start))
        .raw("<mark>")
        .text(line.substring(start, line.length() - end))
        .raw("</mark>")
        .text(line.substring(line.length() - end));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || "._-+".indexOf(c) >= 0;
  }

  private void row(String kind, String old, String now, Runnable content) {
    String sign = kind.equals("minus") ? "&minus;" : kind.equals("plus") ? "+" : "";
    out.raw("<tr class=\"").raw(kind).raw("\"><td class=\"no\">").raw(old);
    out.raw("</td><td class=\"no\">").raw(now).raw("</td><td class=\"sign\">").raw(sign);
    out.raw("</td><td class=\"code\">");
    content.run();
    out.raw("</td></tr>");
  }
}
