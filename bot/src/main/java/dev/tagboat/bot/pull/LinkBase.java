package dev.tagboat.bot.pull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commit that a body's links lead to. It stays the one that was taken first for as long as the
 * places stay the same: else every commit on the base would rewrite every pull request.
 */
record LinkBase(String commit, String places) {
  private static final Pattern MARK =
      Pattern.compile("<!-- tagboat:base ([0-9a-f]{40,64}) ([0-9a-f]{16}) -->");

  static LinkBase of(Change change, String before) {
    String places = KeptText.hash(change.places().toString(), 16);
    Matcher mark = MARK.matcher(before);
    return mark.find() && mark.group(2).equals(places)
        ? new LinkBase(mark.group(1), places)
        : new LinkBase(change.base().commit(), places);
  }

  /** Nothing where there are no links. */
  String render() {
    return commit.isEmpty() ? "" : "<!-- tagboat:base " + commit + " " + places + " -->";
  }
}
