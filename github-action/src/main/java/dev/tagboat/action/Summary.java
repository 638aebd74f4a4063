package dev.tagboat.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** The summary of the job, Markdown: what the pull requests say, and what is in none. */
final class Summary {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->\n?", Pattern.DOTALL);
  // The end of a body: comments to give and a box to tick, which are of use on its page only.
  private static final String ON_THE_PAGE = "<details><summary>What you can do</summary>";
  private static final int MAX_DIFF = 100_000;

  private Summary() {}

  static String of(Answer answer) {
    StringBuilder out = new StringBuilder();
    answer.requests().forEach(request -> request(request, out));
    skipped(answer.skipped(), out);
    return out.length() == 0 ? "## Tagboat\n\nNothing was proposed.\n" : out.toString();
  }

  private static void request(JsonNode row, StringBuilder out) {
    String url = row.path("pullRequest").path("url").asText("");
    out.append("## ").append(title(row)).append("\n\n");
    out.append(cell(row.path("sentence").asText())).append("\n\n");
    if (!url.isEmpty()) {
      out.append("[Pull request #" + row.path("pullRequest").path("number").asText());
      out.append("](").append(url).append(")\n\n");
    }
    out.append(evidence(row.path("body").asText(""))).append("\n\n");
    diff(row.path("diff").asText(""), out);
  }

  private static String evidence(String body) {
    int end = body.lastIndexOf(ON_THE_PAGE);
    // What the bot remembers there is of no use to people.
    return COMMENT.matcher(end < 0 ? body : body.substring(0, end)).replaceAll("").strip();
  }

  private static String title(JsonNode row) {
    String title = row.path("title").asText("");
    return cell(title.isEmpty() ? "Branch " + row.path("branch").asText() : title);
  }

  private static void diff(String diff, StringBuilder out) {
    String shown = diff.length() > MAX_DIFF ? diff.substring(0, MAX_DIFF) + "\n…" : diff;
    // Longer than any that stands in it.
    String fence = "`".repeat(Math.max(3, longest(shown) + 1));
    out.append("<details><summary>Diff</summary>\n\n").append(fence).append("diff\n");
    out.append(shown.stripTrailing()).append('\n').append(fence).append("\n\n</details>\n\n");
  }

  private static int longest(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static void skipped(List<JsonNode> rows, StringBuilder out) {
    if (rows.isEmpty()) {
      return;
    }
    out.append("## Not proposed\n\n| image | | why |\n|---|---|---|\n");
    for (JsonNode row : rows) {
      out.append("| `" + row.path("image").asText().replace("`", "") + "` | ");
      out.append(cell(row.path("outcome").asText())).append(" | ");
      out.append(cell(row.path("sentence").asText())).append(" |\n");
    }
  }

  /** On one line, and nothing in it is Markdown or HTML. */
  static String cell(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(' ');
              } else if ("\\`*_[]<>|#!~".indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
