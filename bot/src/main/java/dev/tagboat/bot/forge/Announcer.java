package dev.tagboat.bot.forge;

import dev.tagboat.bot.git.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * Tells people on the forge how a commit was verified, and what became of it. Each call may be
 * repeated without harm: what stands there already is not written again. Errors are those of {@link
 * Forge}.
 */
public interface Announcer {
  /** The status that says how what a commit proposes was verified. */
  String VERIFIED = "tagboat/verified";

  /** How it goes. */
  enum Course {
    UNDER_WAY,
    GOOD,
    BAD
  }

  /**
   * @param sentence for people; cut to what the forge can show
   */
  record News(Course course, String sentence) {}

  /** The commit that the merge of a pull request made; empty when it is not merged. */
  Optional<CommitId> mergeCommit(int number);

  /**
   * A status of the commit.
   *
   * @param context tells it from others', such as {@code tagboat/prod}
   * @param fresh whether the commit was made just now, so that nothing is said of it yet
   * @return warnings: why the forge will not, once for each commit and context
   */
  List<String> status(CommitId commit, String context, News news, boolean fresh);

  /** That the commit is deployed to an environment, and how that goes. */
  void deployment(CommitId commit, String environment, News news);

  /**
   * One comment of ours on a pull request, which is edited when it is there already.
   *
   * @param marker the invisible first line that it is known by
   */
  void comment(int number, String marker, String body);
}
