package dev.tagboat.bot.forge;

/**
 * A pull request as the forge shows it.
 *
 * @param url the page for people
 * @param headSha the commit its branch points to
 */
public record PullRequest(
    int number,
    String url,
    State state,
    boolean draft,
    String title,
    String body,
    String head,
    String headSha,
    String base) {

  /** Where it is in its life. */
  public enum State {
    OPEN,
    MERGED,
    CLOSED
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
