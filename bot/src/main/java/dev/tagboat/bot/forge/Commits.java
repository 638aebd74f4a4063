package dev.tagboat.bot.forge;

import dev.tagboat.bot.git.CommitId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commits that the forge makes, and signs. Errors are those of {@link Forge}. */
public interface Commits {

  /** One file of a commit, whole. */
  final class File {
    private final String path;
    private final boolean executable;
    private final byte[] content;

    /**
     * @param executable its mode, which stays as it is
     */
    public File(String path, boolean executable, byte[] content) {
      this.path = path;
      this.executable = executable;
      this.content = content.clone();
    }

    public String path() {
      return path;
    }

    public boolean executable() {
      return executable;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  /**
   * Makes a branch point to one commit on {@code base}.
   *
   * @param expected where the branch must be now; null when it must not exist
   * @return empty when the branch was moved by somebody else
   */
  Optional<CommitId> put(
      String branch, CommitId base, List<File> files, String message, @Nullable CommitId expected);
}
