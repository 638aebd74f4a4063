package dev.tagboat.server.work;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A forge on which nothing is done but telling. */
record AnnouncingForge(Announcer teller) implements Forge {
  private static final Forge REST = new PushOnlyForge(PushOnlyForge.Flavour.NONE);

  @Override
  public Optional<Announcer> announcer() {
    return Optional.of(teller);
  }

  @Override
  public List<PullRequest> find(String head, String base) {
    return REST.find(head, base);
  }

  @Override
  public Optional<PullRequest> get(int number) {
    return REST.get(number);
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    return REST.open(proposal);
  }

  @Override
  public PullRequest rewrite(int number, String title, String body) {
    return REST.rewrite(number, title, body);
  }

  @Override
  public List<String> decorate(
      int number, Decoration decoration, @Nullable Integer milestone, boolean fresh) {
    return REST.decorate(number, decoration, milestone, fresh);
  }

  @Override
  public void comment(int number, String body) {
    REST.comment(number, body);
  }

  @Override
  public void close(int number) {
    REST.close(number);
  }

  @Override
  public List<Comment> comments(int number) {
    return REST.comments(number);
  }

  @Override
  public boolean mayWrite(String login) {
    return REST.mayWrite(login);
  }

  @Override
  public void react(long comment, Reaction reaction) {
    REST.react(comment, reaction);
  }

  @Override
  public Pace pace(String base, String prefix, Instant since) {
    return REST.pace(base, prefix, since);
  }

  @Override
  public Standing standing(int number) {
    return REST.standing(number);
  }

  @Override
  public Decoration history(int number) {
    return REST.history(number);
  }

  @Override
  public List<String> autoMerge(
      PullRequest pullRequest, PullRequestSettings.Method method, String title) {
    return REST.autoMerge(pullRequest, method, title);
  }

  @Override
  public Optional<Commits> commits(String base) {
    return REST.commits(base);
  }
}
