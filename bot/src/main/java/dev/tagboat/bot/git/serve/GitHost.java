package dev.tagboat.bot.git.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the served repositories decides. Called from many threads at once.
 *
 * <p>A {@code path} is relative, made of segments that start with a letter, a digit or {@code _},
 * and has lost its {@code .git}: {@code owner/repo}.
 */
public interface GitHost {

  /** What a caller may do. */
  enum Access {
    /** Fetch and push. */
    WRITE,
    /** Fetch; a push is answered 403, or 401 when no credentials were sent. */
    READ,
    /** Nothing: answered 401 with a Basic challenge. */
    DENIED
  }

  /**
   * @param authorization the {@code Authorization} header as it came; null when there was none
   */
  Access access(String path, @Nullable String authorization);

  /** Opens a repository; the caller closes it. Empty is answered 404. */
  Optional<Repository> open(String path) throws IOException;

  /**
   * Asked before each ref of a push is written.
   *
   * @return why this change is refused, a sentence that the client shows; empty to let it pass
   */
  default Optional<String> refusal(
      String path, Repository repository, RefChange change, List<String> pushOptions) {
    return Optional.empty();
  }

  /** Told what a push has changed, before the client gets its answer. */
  default void received(String path, List<RefChange> changes, List<String> pushOptions) {}
}
