package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.forge.Standing;
import java.time.Instant;
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

  @Override
  public List<Comment> comments(int number) {
    return List.of();
  }

  @Override
  public boolean mayWrite(String login) {
    return false;
  }

  @Override
  public void react(long comment, Reaction reaction) {
    throw refused();
  }

  @Override
  public Pace pace(String base, String prefix, Instant since) {
    return Pace.NONE;
  }

  @Override
  public Standing standing(int number) {
    return Standing.FREE;
  }

  @Override
  public Decoration history(int number) {
    return Decoration.NONE;
  }

  @Override
  public List<String> autoMerge(PullRequest pullRequest, Method method, String title) {
    throw refused();
  }

  @Override
  public Optional<Commits> commits(String base) {
    return Optional.empty();
  }

  private static UserFault refused() {
    return new UserFault("there are no credentials for the forge, so nothing can be changed there");
  }
}
