package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageReference;

/**
 * What a body says of one version, between two HTML comments that name it. Whoever looks after a
 * pull request later has not seen the image again; what was said of it then still holds, as it is
 * about a digest.
 */
final class KeptEvidence {
  private static final String END = "\n<!-- /tagboat:evidence -->";

  /** More than is ever said of one version; who writes more into it must not fill the body. */
  private static final int MAX = 4_000;

  private KeptEvidence() {}

  /**
   * @param text what is known of it now
   * @param before the body that stands there now
   */
  static String of(Change.Version version, String text, String before) {
    String start = start(version);
    String old = before.replace("\r\n", "\n");
    int from = old.indexOf(start);
    int to = from < 0 ? -1 : old.indexOf(END, from);
    boolean kept =
        to >= 0
            && to - from - start.length() <= MAX
            && !(version.seen() instanceof ImageEvidence.Seen);
    return start + (kept ? old.substring(from + start.length(), to) : text) + END;
  }

  // Names, tags and digests hold nothing that could end a comment.
  private static String start(Change.Version version) {
    ImageReference reference = new ImageReference(version.image(), version.tag(), version.digest());
    return "<!-- tagboat:evidence " + reference + " -->\n";
  }
}
