package dev.tagboat.bot.forge;

import dev.tagboat.bot.git.CommitId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commits that the forge makes, and signs. Errors are those of {@link Forge}. */
public interface Commits {

  /**
   * One file of a commit, whole.
   *
   * @param executable its mode, which stays as it is
   */
  record File(String path, boolean executable, byte[] content) {}

  /**
   * Makes a branch point to one commit on {@code base}.
   *
   * @param expected where the branch must be now; null when it must not exist
   * @return empty when the branch was moved by somebody else
   */
  Optional<CommitId> put(
      String branch, CommitId base, List<File> files, String message, @Nullable CommitId expected);

  /** Whether a commit on a branch of ours was made here, with our credentials. */
  boolean isOurs(CommitId commit);
}
