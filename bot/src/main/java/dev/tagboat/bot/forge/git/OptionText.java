package dev.tagboat.bot.forge.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text in a push option: one line without control characters, and short enough for one packet of
 * git's protocol, which takes 65,516 bytes.
 */
final class OptionText {
  private static final int MOST_BYTES = 60_000;
  private static final String CUT = "(The rest is left out: it is too long for a push.)";

  /** What only a forge that can be read takes notice of. */
  private static final List<String> UNHEARD =
      List.of("As a comment: `tagboat:", "- [ ] <!-- tagboat:");

  private static final Pattern HIDDEN = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  private OptionText() {}

  /** One line, cut to {@code most} characters. */
  static String line(String text, int most) {
    String line = text.strip().replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", " ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }

  /**
   * Several lines as one.
   *
   * @param newline what the server turns into a line end
   */
  static String lines(String text, String newline) {
    String body =
        Arrays.stream(text.strip().split("\\R\\R", -1))
            .filter(paragraph -> UNHEARD.stream().noneMatch(paragraph::startsWith))
            .map(paragraph -> HIDDEN.matcher(paragraph).replaceAll("").strip())
            .filter(paragraph -> !paragraph.isEmpty())
            .collect(Collectors.joining("\n\n"));
    StringBuilder out = new StringBuilder();
    int bytes = CUT.length() + 2 * newline.length();
    for (String line : body.split("\\R", -1)) {
      String clean = line.replaceAll("\\p{Cntrl}", " ");
      bytes += (newline + clean).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        return out + newline + newline + CUT;
      }
      out.append(out.length() == 0 ? "" : newline).append(clean);
    }
    return out.toString();
  }
}
