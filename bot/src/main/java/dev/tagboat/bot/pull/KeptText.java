package dev.tagboat.bot.pull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the body between two HTML comments, which a later run finds again: whoever looks after
 * a pull request later has not seen the image again. Anyone who may edit the body may edit it, too,
 * so it is only ever shown, never acted upon.
 *
 * @param what a word of ours
 * @param key what the part is about; a part about something else is not found
 * @param facts what it was made from
 * @param whole whether everything was known and is said
 */
record KeptText(String what, String key, String facts, boolean whole, String text) {
  /** More than is ever said; who writes more into it must not fill the body. */
  private static final int MAX = 20_000;

  /** Facts of a part that nothing was known for. */
  static final String NO_FACTS = "-";

  /**
   * @param body as a forge hands it back, with any line ends
   */
  static Optional<KeptText> find(String what, String key, String body) {
    String all = body.replace("\r\n", "\n");
    Matcher start =
        Pattern.compile("<!-- tagboat:" + what + " " + key + " ([0-9a-f]{8}|-)(~?) -->\n?")
            .matcher(all);
    if (!start.find()) {
      return Optional.empty();
    }
    int end = all.indexOf(end(what), start.end());
    return end < 0 || end - start.end() > MAX
        ? Optional.empty()
        : Optional.of(
            new KeptText(
                what,
                key,
                start.group(1),
                start.group(2).isEmpty(),
                all.substring(start.end(), end).stripTrailing()));
  }

  /** On lines of its own. */
  String block() {
    return start() + "\n" + text + "\n" + end(what);
  }

  /** Inside a line. */
  String inline() {
    return start() + text + end(what);
  }

  KeptText saying(String other, boolean everything) {
    return new KeptText(what, key, facts, whole && everything, other);
  }

  private String start() {
    return "<!-- tagboat:" + what + " " + key + " " + facts + (whole ? "" : "~") + " -->";
  }

  private static String end(String what) {
    return "<!-- /tagboat:" + what + " -->";
  }

  /** The first hexadecimal digits of the SHA-256 of a text. */
  static String hash(String text, int digits) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, digits / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
