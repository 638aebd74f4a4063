package dev.tagboat.bot.forge.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tables of GitHub's Markdown. */
final class MarkdownTable {
  private static final Pattern RULE =
      Pattern.compile("\\s*\\|?(?:\\s*:?-+:?\\s*\\|)*\\s*:?-+:?\\s*\\|?\\s*");

  private MarkdownTable() {}

  static boolean startsAt(List<String> lines, int at) {
    return lines.get(at).contains("|")
        && at + 1 < lines.size()
        && lines.get(at + 1).contains("-")
        && lines.get(at + 1).length() < 1000
        && RULE.matcher(lines.get(at + 1)).matches()
        && cells(lines.get(at)).size() == cells(lines.get(at + 1)).size();
  }

  /** Renders the table that starts at {@code at}; answers the line after it. */
  static int render(List<String> lines, int at, Html out) {
    out.raw("<div class=\"scroll\"><table><thead>");
    row(lines.get(at), "th", out);
    out.raw("</thead><tbody>");
    int next = at + 2;
    while (next < lines.size() && lines.get(next).contains("|")) {
      row(lines.get(next), "td", out);
      next++;
    }
    out.raw("</tbody></table></div>");
    return next;
  }

  private static void row(String line, String element, Html out) {
    out.raw("<tr>");
    for (String cell : cells(line)) {
      out.raw("<").raw(element).raw(">");
      MarkdownInline.render(cell, out);
      out.raw("</").raw(element).raw(">");
    }
    out.raw("</tr>");
  }

  // A bar splits cells even inside code, unless a backslash stands before it.
  static List<String> cells(String line) {
    String inner = line.strip();
    inner = inner.startsWith("|") ? inner.substring(1) : inner;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length() && inner.charAt(i + 1) == '|') {
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!cell.toString().isBlank()) {
      cells.add(cell.toString().strip());
    }
    return cells;
  }
}
