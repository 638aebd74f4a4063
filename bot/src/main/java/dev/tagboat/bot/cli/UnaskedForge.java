package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.BlindForge;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A forge that nobody has credentials for: enough for a rehearsal, which then knows of no pull
 * request.
 */
final class UnaskedForge extends BlindForge {
  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    throw refused("open", 0);
  }

  @Override
  public List<String> decorate(
      int number, Decoration decoration, @Nullable Integer milestone, boolean fresh) {
    throw refused("label", number);
  }

  @Override
  public List<String> autoMerge(PullRequest pullRequest, Method method, String title) {
    throw refused("merge", pullRequest.number());
  }

  @Override
  protected UserFault refused(String verb, int number) {
    return new UserFault("there are no credentials for the forge, so nothing can be changed there");
  }
}
