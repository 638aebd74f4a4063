package dev.tagboat.bot.forge.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of GitHub's Markdown that bodies of pull requests use: paragraphs, headings, lists,
 * quotes, code, tables, {@code details}. Comments are hidden, all other HTML is shown as text.
 */
final class Markdown {
  private static final int MAX_DEPTH = 6;
  private static final Pattern ITEM = Pattern.compile("( {0,3})(?:[-*+]|(\\d{1,9})[.)])( +)(.*)");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*)");
  private static final Pattern RULE = Pattern.compile(" {0,3}(?:-{3,}|\\*{3,}|_{3,}) *");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})[^`]*");
  private static final Pattern SUMMARY =
      Pattern.compile("<summary>(.{0,1000})</summary>", Pattern.CASE_INSENSITIVE);

  private final Html out = new Html();
  private final List<String> lines;
  private final int depth;
  private int at;
  private int openDetails;

  private Markdown(List<String> lines, int depth) {
    this.lines = lines;
    this.depth = depth;
  }

  static Html render(String body) {
    return new Markdown(visible(body).lines().toList(), 0).blocks();
  }

  private static String visible(String body) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    while (true) {
      int start = body.indexOf("<!--", from);
      if (start < 0) {
        return kept.append(body, from, body.length()).toString();
      }
      kept.append(body, from, start);
      int end = body.indexOf("-->", start + 4);
      if (end < 0) {
        return kept.toString();
      }
      from = end + 3;
    }
  }

  private Html blocks() {
    while (at < lines.size()) {
      block();
    }
    for (; openDetails > 0; openDetails--) {
      out.raw("</details>");
    }
    return out;
  }

  private void block() {
    String line = lines.get(at);
    Matcher heading = HEADING.matcher(line);
    if (line.isBlank()) {
      at++;
    } else if (FENCE.matcher(line).matches()) {
      fence();
    } else if (heading.matches()) {
      heading(heading);
    } else if (RULE.matcher(line).matches()) {
      out.raw("<hr>");
      at++;
    } else if (isDetails(line)) {
      details(line.strip());
    } else if (MarkdownTable.startsAt(lines, at)) {
      at = MarkdownTable.render(lines, at, out);
    } else if (depth < MAX_DEPTH && ITEM.matcher(line).matches()) {
      list();
    } else if (depth < MAX_DEPTH && line.startsWith(">")) {
      quote();
    } else {
      paragraph();
    }
  }

  private void fence() {
    Matcher open = FENCE.matcher(lines.get(at));
    String fence = open.matches() ? open.group(1) : "```";
    at++;
    out.raw("<pre><code>");
    while (at < lines.size() && !lines.get(at).strip().startsWith(fence)) {
      out.text(lines.get(at)).raw("\n");
      at++;
    }
    at++;
    out.raw("</code></pre>");
  }

  // The page's own headings come first.
  private void heading(Matcher heading) {
    String element = "h" + Math.min(6, heading.group(1).length() + 1);
    out.raw("<").raw(element).raw(">");
    MarkdownInline.render(heading.group(2), out);
    out.raw("</").raw(element).raw(">");
    at++;
  }

  private static boolean isDetails(String line) {
    String text = line.strip();
    return text.startsWith("<details>")
        || text.startsWith("</details>")
        || SUMMARY.matcher(text).matches();
  }

  private void details(String text) {
    String rest = text;
    if (rest.startsWith("<details>")) {
      out.raw("<details>");
      openDetails++;
      rest = rest.substring("<details>".length()).strip();
    } else if (rest.startsWith("</details>")) {
      out.raw(openDetails > 0 ? "</details>" : "");
      openDetails = Math.max(0, openDetails - 1);
      rest = rest.substring("</details>".length()).strip();
    }
    Matcher summary = SUMMARY.matcher(rest);
    if (summary.matches()) {
      out.raw("<summary>");
      MarkdownInline.render(summary.group(1), out);
      out.raw("</summary>");
    } else if (!rest.isEmpty()) {
      MarkdownInline.render(rest, out);
    }
    at++;
  }

  private void list() {
    Matcher first = ITEM.matcher(lines.get(at));
    boolean ordered = first.matches() && first.group(2) != null;
    out.raw(ordered ? "<ol>" : "<ul>");
    while (at < lines.size()) {
      Matcher item = ITEM.matcher(lines.get(at));
      if (!item.matches() || (item.group(2) != null) != ordered) {
        break;
      }
      out.raw("<li>").add(item(item)).raw("</li>");
    }
    out.raw(ordered ? "</ol>" : "</ul>");
  }

  /** The item's first line, and the indented ones that follow. */
  private Html item(Matcher first) {
    String text = first.group(4);
    boolean box = text.startsWith("[ ] ") || text.startsWith("[x] ");
    int indent = first.start(4);
    List<String> inner = new ArrayList<>();
    inner.add(box ? (text.charAt(1) == 'x' ? "\u2611 " : "\u2610 ") + text.substring(4) : text);
    at++;
    while (at < lines.size() && belongs(lines.get(at), indent)) {
      inner.add(lines.get(at).substring(Math.min(indent, lines.get(at).length())));
      at++;
    }
    if (inner.size() > 1) {
      return new Markdown(inner, depth + 1).blocks();
    }
    Html html = new Html();
    MarkdownInline.render(inner.get(0), html);
    return html;
  }

  private static boolean belongs(String line, int indent) {
    return line.length() > indent && line.substring(0, indent).isBlank() && !line.isBlank();
  }

  private void quote() {
    List<String> inner = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith(">")) {
      inner.add(lines.get(at).substring(1).stripLeading());
      at++;
    }
    out.raw("<blockquote>").add(new Markdown(inner, depth + 1).blocks()).raw("</blockquote>");
  }

  private void paragraph() {
    StringBuilder text = new StringBuilder(lines.get(at));
    at++;
    while (at < lines.size() && !lines.get(at).isBlank() && !interrupts(lines.get(at))) {
      text.append('\n').append(lines.get(at));
      at++;
    }
    out.raw("<p>");
    MarkdownInline.render(text.toString(), out);
    out.raw("</p>");
  }

  private static boolean interrupts(String line) {
    return line.startsWith(">")
        || line.startsWith("#")
        || isDetails(line)
        || FENCE.matcher(line).matches()
        || ITEM.matcher(line).matches();
  }
}
