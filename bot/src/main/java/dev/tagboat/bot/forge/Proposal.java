package dev.tagboat.bot.forge;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import java.util.Optional;

/**
 * What a pull request is opened with.
 *
 * @param head our branch
 * @param base the branch it is to be merged into
 * @param title at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param wishes for forges that open it by a push and are asked nothing afterwards
 */
public record Proposal(
    String head, String base, String title, String body, boolean draft, Wishes wishes) {

  /**
   * What else it is to have.
   *
   * @param lasting a title that stays true when a newer tag moves it
   * @param marks who and what it is marked with
   * @param autoMerge how the forge is to merge it by itself; empty when it is not
   */
  public record Wishes(String lasting, Decoration marks, Optional<Method> autoMerge) {}

  /** Without wishes. */
  public Proposal(String head, String base, String title, String body, boolean draft) {
    this(head, base, title, body, draft, new Wishes(title, Decoration.NONE, Optional.empty()));
  }
}
