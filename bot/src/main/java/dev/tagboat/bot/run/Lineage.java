package dev.tagboat.bot.run;

import dev.tagboat.bot.git.CommitId;
import java.util.Collection;
import java.util.Set;

/** Which commits a revision of a config repo holds. */
@FunctionalInterface
public interface Lineage {
  /** Knows of nothing. */
  Lineage NONE = (target, revision, commits) -> Set.of();

  /**
   * Those of {@code commits} that {@code revision} is, or descends from.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when the config repo cannot be read now
   * @throws dev.tagboat.bot.fault.UserFault when a person must act
   */
  Set<CommitId> held(Target target, CommitId revision, Collection<CommitId> commits);
}
