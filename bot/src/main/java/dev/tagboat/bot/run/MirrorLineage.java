package dev.tagboat.bot.run;

import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks into the mirrors of config repos; fetches only what is not there. */
public final class MirrorLineage implements Lineage {
  private final GitRepositories repositories;

  public MirrorLineage(GitRepositories repositories) {
    this.repositories = repositories;
  }

  @Override
  public Set<CommitId> held(Target target, CommitId revision, Collection<CommitId> commits) {
    try (GitRepository repository = repositories.open(target.remote())) {
      if (!repository.contains(revision, revision)
          || !commits.stream().allMatch(commit -> repository.contains(commit, commit))) {
        Map<String, CommitId> unused = repository.fetch(List.of(target.branch()));
      }
      Set<CommitId> held = new HashSet<>();
      for (CommitId commit : commits) {
        if (repository.contains(revision, commit)) {
          held.add(commit);
        }
      }
      return held;
    }
  }
}
