package dev.tagboat.bot.forge.embedded;

import java.util.List;

/** What {@code forge.json} holds. */
record SavedState(long lastId, List<SavedRepo> repositories) {

  record SavedRepo(
      long id,
      String owner,
      String name,
      List<Pull> pulls,
      List<Label> labels,
      List<Protection> protections,
      List<Comment> comments,
      List<CommitStatus> statuses,
      List<CheckRun> checks) {

    static SavedRepo of(Repo repo) {
      return new SavedRepo(
          repo.id(),
          repo.owner(),
          repo.name(),
          List.copyOf(repo.pulls()),
          List.copyOf(repo.labels()),
          List.copyOf(repo.protections()),
          List.copyOf(repo.comments()),
          List.copyOf(repo.statuses()),
          List.copyOf(repo.checks()));
    }

    void restore(Repo repo) {
      pulls.forEach(repo::put);
      labels.forEach(repo::put);
      protections.forEach(repo::protect);
      repo.comments().addAll(comments);
      repo.statuses().addAll(statuses);
      repo.checks().addAll(checks);
    }
  }
}
