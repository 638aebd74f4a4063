package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.PullRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What good manners say to do next. */
public sealed interface Move {

  /**
   * Bring the branch and the pull request to what the change says.
   *
   * @param commit whether a new commit has to be made and pushed
   * @param open the pull request that is open already; null when one has to be opened
   * @param rewrite whether title or body of the open one have to be replaced
   */
  record Propose(boolean commit, @Nullable PullRequest open, boolean rewrite) implements Move {}

  /** Leave everything as it is; a person decided otherwise. */
  record HandsOff(String sentence) implements Move {}

  /**
   * Do nothing yet.
   *
   * @param until when to look again
   */
  record Wait(String sentence, Instant until) implements Move {}
}
