package dev.tagboat.bot.forge;

import java.time.Instant;
import java.util.List;

/** What stands on a forge of one branch of ours, for one run; its errors are those of the forge. */
public interface Reading {
  /** As {@link Forge#find}. */
  List<PullRequest> pullRequests();

  /** As {@link Forge#comments}. */
  List<Comment> comments(int number);

  /** As {@link Forge#standing}. */
  Standing standing(int number);

  /** As {@link Forge#pace}. */
  Pace pace(String prefix, Instant since);

  /** Each question when it comes up. */
  static Reading stepwise(Forge forge, Subject subject) {
    return new Reading() {
      @Override
      public List<PullRequest> pullRequests() {
        return forge.find(subject.head(), subject.base());
      }

      @Override
      public List<Comment> comments(int number) {
        return forge.comments(number);
      }

      @Override
      public Standing standing(int number) {
        return forge.standing(number);
      }

      @Override
      public Pace pace(String prefix, Instant since) {
        return forge.pace(subject.base(), prefix, since);
      }
    };
  }
}
