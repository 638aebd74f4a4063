package dev.tagboat.bot.forge;

import org.jspecify.annotations.Nullable;

/**
 * A pull request as the forge shows it.
 *
 * @param url the page for people
 * @param headSha the commit its branch points to
 * @param marks what it carries now
 * @param autoMerge whether the forge merges it by itself once it may
 * @param mergedBy who merged it, as the forge knows them; null when nobody did or it does not say
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
    String base,
    Decoration marks,
    boolean autoMerge,
    @Nullable String mergedBy) {

  /** One that carries nothing. */
  public PullRequest(
      int number,
      String url,
      State state,
      boolean draft,
      String title,
      String body,
      String head,
      String headSha,
      String base) {
    this(number, url, state, draft, title, body, head, headSha, base, Decoration.NONE, false, null);
  }

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
