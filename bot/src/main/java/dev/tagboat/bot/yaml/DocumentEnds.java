package dev.tagboat.bot.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines {@code ...}, which end a document. YAML 1.2 lets the next one start without {@code ---};
 * SnakeYAML does not, nor does it take such a line before the first one.
 */
final class DocumentEnds {
  /** Never a part of a scalar (YAML 1.2, production c-forbidden). */
  private static final Pattern END = Pattern.compile("(?m)^\\.\\.\\.(?=[ \\t\\r\\n]|\\z)");

  /** What can stand before a document that needs no {@code ---} of ours. */
  private static final Pattern NO_BARE_DOCUMENT =
      Pattern.compile("(?:[ \\t]*(?:#[^\\r\\n]*)?(?:\\r\\n?|\\n|\\z))*+(?:\\z|---|%|\\.\\.\\.)");

  private DocumentEnds() {}

  static boolean mayBeIn(String text) {
    return text.startsWith("...") || text.contains("\n...") || text.contains("\r...");
  }

  /** Makes {@code ---} of those behind which a document starts without one. */
  static void ease(StringBuilder text) {
    Matcher end = END.matcher(text.toString());
    while (end.find()) {
      if (!NO_BARE_DOCUMENT.matcher(text).region(end.end(), text.length()).lookingAt()) {
        for (int i = end.start(); i < end.end(); i++) {
          text.setCharAt(i, '-');
        }
      }
    }
  }
}
