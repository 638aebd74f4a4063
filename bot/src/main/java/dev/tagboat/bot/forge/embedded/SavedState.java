package dev.tagboat.bot.forge.embedded;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
      @Nullable List<React> reactions,
      @Nullable List<Happening> happenings,
      @Nullable Map<String, String> roles,
      List<CommitStatus> statuses,
      List<CheckRun> checks,
      @Nullable List<Deployment> deployments) {

    static SavedRepo of(Repo repo) {
      return new SavedRepo(
          repo.id(),
          repo.owner(),
          repo.name(),
          List.copyOf(repo.pulls()),
          List.copyOf(repo.labels()),
          List.copyOf(repo.protections()),
          List.copyOf(repo.comments()),
          List.copyOf(repo.reactions()),
          List.copyOf(repo.happenings()),
          Map.copyOf(repo.roles()),
          List.copyOf(repo.statuses()),
          List.copyOf(repo.checks()),
          List.copyOf(repo.deployments()));
    }

    void restore(Repo repo) {
      pulls.forEach(repo::put);
      labels.forEach(repo::put);
      protections.forEach(repo::protect);
      repo.comments().addAll(comments);
      // Not in a file that an older version has written.
      repo.reactions().addAll(Objects.requireNonNullElse(reactions, List.of()));
      repo.happenings().addAll(Objects.requireNonNullElse(happenings, List.of()));
      repo.roles().putAll(Objects.requireNonNullElse(roles, Map.of()));
      repo.statuses().addAll(statuses);
      repo.checks().addAll(checks);
      repo.deployments().addAll(Objects.requireNonNullElse(deployments, List.of()));
    }
  }
}
