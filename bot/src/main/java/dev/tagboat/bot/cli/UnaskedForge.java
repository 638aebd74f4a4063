package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import java.util.List;
import java.util.Optional;

/**
 * A forge that nobody has credentials for: enough for a rehearsal, which then knows of no pull
 * request.
 */
final class UnaskedForge implements Forge {
  @Override
  public List<PullRequest> find(String head, String base) {
    return List.of();
  }

  @Override
  public Optional<PullRequest> get(int number) {
    return Optional.empty();
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    throw refused();
  }

  @Override
  public PullRequest rewrite(int number, String title, String body) {
    throw refused();
  }

  @Override
  public List<String> decorate(int number, Decoration decoration) {
    throw refused();
  }

  @Override
  public void comment(int number, String body) {
    throw refused();
  }

  @Override
  public void close(int number) {
    throw refused();
  }

  private static UserFault refused() {
    return new UserFault("there are no credentials for the forge, so nothing can be changed there");
  }
}
