package dev.tagboat.bot.forge.embedded;

/**
 * A label of a repository.
 *
 * @param color six hex digits
 */
record Label(long id, String name, String color, String description) {
  // The colour GitHub gives to a label that came into being by being put on an issue.
  static Label plain(long id, String name) {
    return new Label(id, name, "ededed", "");
  }
}
