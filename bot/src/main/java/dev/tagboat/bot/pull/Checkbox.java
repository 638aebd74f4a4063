package dev.tagboat.bot.pull;

/** The box in the body that a person ticks to have the pull request rebased. */
final class Checkbox {
  private static final String MARK = "<!-- tagboat:rebase -->";

  private Checkbox() {}

  static String render() {
    return "- [ ] " + MARK + " tick this to have the pull request rebased";
  }

  static boolean isTicked(String body) {
    return body.contains("- [x] " + MARK) || body.contains("- [X] " + MARK);
  }
}
