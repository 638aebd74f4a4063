package dev.tagboat.bot.yaml;

import dev.tagboat.bot.fault.UserFault;
import java.util.List;

/**
 * An edit of a text that knows what it expects to replace.
 *
 * @param start UTF-16 index of the first character to replace
 * @param end UTF-16 index after the last one
 * @param expected what stands there before the edit
 * @param text what stands there after it
 */
public record Replacement(int start, int end, String expected, String text) {
  /**
   * @throws IllegalArgumentException when the span does not have the length of the expected text
   */
  public Replacement {
    if (start < 0 || end - start != expected.length()) {
      throw new IllegalArgumentException("span " + start + ".." + end + " does not fit its text");
    }
  }

  /**
   * Applies all edits at once, in one pass.
   *
   * @param edits sorted by position, none overlapping another
   * @throws UserFault when an expected text is not there; nothing is changed then
   * @throws IllegalArgumentException when the edits are not sorted or overlap
   */
  public static String apply(String text, List<Replacement> edits) {
    StringBuilder out = new StringBuilder(text.length() + 16 * edits.size());
    int done = 0;
    for (Replacement edit : edits) {
      if (edit.start < done) {
        throw new IllegalArgumentException("edits overlap or are not sorted at " + edit.start);
      }
      if (!text.startsWith(edit.expected, edit.start)) {
        throw new UserFault(
            "the text to replace is not at its place any more (offset "
                + edit.start
                + "). The file changed meanwhile: run again.");
      }
      out.append(text, done, edit.start).append(edit.text);
      done = edit.end;
    }
    return out.append(text, done, text.length()).toString();
  }
}
