package dev.tagboat.bot.forge;

import dev.tagboat.bot.fault.UserFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A forge that cannot be asked for pull requests: it knows of none, and changes none. */
public abstract class BlindForge implements Forge {
  /**
   * Why a pull request cannot be changed.
   *
   * @param verb what was tried, such as {@code close}
   */
  protected abstract UserFault refused(String verb, int number);

  @Override
  public List<PullRequest> find(String head, String base) {
    return List.of();
  }

  @Override
  public Optional<PullRequest> get(int number) {
    return Optional.empty();
  }

  @Override
  public PullRequest rewrite(int number, String title, String body) {
    throw refused("rewrite", number);
  }

  @Override
  public void comment(int number, String body) {
    throw refused("comment on", number);
  }

  @Override
  public void close(int number) {
    throw refused("close", number);
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
    throw refused("answer a comment on", 0);
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
  public Optional<Commits> commits(String base) {
    return Optional.empty();
  }
}
