package dev.tagboat.bot.forge.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marks inside a line of Markdown: code, strong, emphasis, links. */
final class MarkdownInline {
  private static final int MAX_DEPTH = 4;
  // What is longer is shown as plain text: looking for closing marks takes quadratic time.
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern LINK =
      Pattern.compile("\\[([^\\]\\[]{1,500})]\\((https?://[^\\s()<>\"]{1,2000})\\)");
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'`)|]{1,2000}");
  private static final Pattern ENTITY = Pattern.compile("&#([0-9]{1,5});");
  private static final String ESCAPABLE = "\\`*_{}[]()#+-.!|<>~";

  private final Html out;
  private final int depth;

  private MarkdownInline(Html out, int depth) {
    this.out = out;
    this.depth = depth;
  }

  static void render(String text, Html out) {
    if (text.length() > MAX_LENGTH) {
      out.text(text);
    } else {
      new MarkdownInline(out, 0).render(text);
    }
  }

  private void render(String text) {
    int at = 0;
    while (at < text.length()) {
      at = step(text, at);
    }
  }

  /** Renders what starts at {@code at}; answers where the next begins. */
  private int step(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '`' -> code(text, at);
      case '*', '_' -> emphasis(text, at);
      case '[' -> link(text, at);
      case 'h' -> url(text, at);
      case '\\' -> escaped(text, at);
      case '<' -> tag(text, at);
      case '&' -> entity(text, at);
      default -> plain(text, at, 1);
    };
  }

  private int plain(String text, int at, int length) {
    out.text(text.substring(at, at + length));
    return at + length;
  }

  private int code(String text, int at) {
    int run = run(text, at);
    int close = at + run;
    while (close < text.length()) {
      close = text.indexOf('`', close);
      if (close < 0) {
        break;
      }
      int length = run(text, close);
      if (length == run) {
        out.raw("<code>").text(text.substring(at + run, close).strip()).raw("</code>");
        return close + run;
      }
      close += length;
    }
    return plain(text, at, run);
  }

  private static int run(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == text.charAt(at)) {
      end++;
    }
    return end - at;
  }

  private int emphasis(String text, int at) {
    int run = Math.min(2, run(text, at));
    String mark = text.substring(at, at + run);
    int close = text.indexOf(mark, at + run);
    boolean inWord = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
    if (close <= at + run || depth == MAX_DEPTH || inWord || text.charAt(at + run) == ' ') {
      return plain(text, at, run);
    }
    String element = run == 2 ? "strong" : "em";
    out.raw("<").raw(element).raw(">");
    new MarkdownInline(out, depth + 1).render(text.substring(at + run, close));
    out.raw("</").raw(element).raw(">");
    return close + run;
  }

  private int link(String text, int at) {
    Matcher link = LINK.matcher(text).region(at, text.length());
    if (!link.lookingAt() || depth == MAX_DEPTH) {
      return plain(text, at, 1);
    }
    anchor(link.group(2));
    new MarkdownInline(out, MAX_DEPTH).render(link.group(1));
    out.raw("</a>");
    return link.end();
  }

  private int url(String text, int at) {
    Matcher url = URL.matcher(text).region(at, text.length());
    if (depth == MAX_DEPTH || !url.lookingAt()) {
      return plain(text, at, 1);
    }
    anchor(url.group());
    out.text(url.group()).raw("</a>");
    return url.end();
  }

  private void anchor(String url) {
    out.raw("<a rel=\"noreferrer nofollow\"").attr("href", url).raw(">");
  }

  // A character that is written by its number is never part of a mark.
  private int entity(String text, int at) {
    Matcher entity = ENTITY.matcher(text).region(at, text.length());
    if (!entity.lookingAt()) {
      return plain(text, at, 1);
    }
    out.text(Character.toString(Integer.parseInt(entity.group(1))));
    return entity.end();
  }

  private int escaped(String text, int at) {
    boolean mark = at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0;
    return mark ? plain(text, at + 1, 1) : plain(text, at, 1);
  }

  // Of HTML only what GitHub's own templates need, and never with attributes.
  private int tag(String text, int at) {
    for (String tag : new String[] {"<br>", "<sub>", "</sub>", "<b>", "</b>", "<i>", "</i>"}) {
      if (text.startsWith(tag, at)) {
        out.raw(tag);
        return at + tag.length();
      }
    }
    return plain(text, at, 1);
  }
}
