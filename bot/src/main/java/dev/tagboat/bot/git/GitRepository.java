package dev.tagboat.bot.git;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One config repo, held exclusively until closed. Never a work tree: files are read from and
 * written to the object store.
 */
public interface GitRepository extends AutoCloseable {

  /**
   * Fetches what is new of {@code branches} (all at once, one connection).
   *
   * @return the branches that exist on the remote, with their heads; one that vanished is absent,
   *     one that was force-pushed has its new head
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble or a server error
   * @throws dev.tagboat.bot.fault.UserFault when the remote refuses us or is no git repository
   */
  Map<String, CommitId> fetch(List<String> branches);

  /** The tree of a commit that was fetched or made here. */
  Snapshot snapshot(CommitId commit);

  /**
   * The commits reachable from {@code head} but not from {@code base}, newest first, at most 50.
   */
  List<CommitSummary> commitsBetween(CommitId base, CommitId head);

  /** The best common ancestor; empty for unrelated histories. */
  Optional<CommitId> mergeBase(CommitId a, CommitId b);

  /**
   * Whether {@code head} is {@code commit}, or descends from it; false where either is not here.
   */
  boolean contains(CommitId head, CommitId commit);

  /**
   * Makes a commit on {@code parent} that replaces the content of existing regular files and
   * nothing else; modes stay. Nothing is visible to others before {@link #push}.
   *
   * @param files path to whole new content
   */
  CommitId commit(
      CommitId parent,
      Map<String, byte[]> files,
      String message,
      Identity author,
      Identity committer,
      Instant when);

  /** The same with one who is both. */
  default CommitId commit(
      CommitId parent, Map<String, byte[]> files, String message, Identity author, Instant when) {
    return commit(parent, files, message, author, author, when);
  }

  /**
   * Compare-and-set of one branch on the remote.
   *
   * @param expected what the remote branch must point to now; null when it must not exist
   * @param options git push options, such as {@code merge_request.create}; left out with a warning
   *     when the server does not take any
   */
  PushOutcome push(
      String branch, CommitId commit, @Nullable CommitId expected, List<String> options);

  /**
   * Pushes to a ref at which the server takes commits for review and keeps none, such as {@code
   * refs/for/main}. Remembered in the mirror, since the server does not show it.
   *
   * @param topic what the server knows the review by
   * @param options git push options, which the server must take
   */
  PushOutcome submit(String ref, String topic, CommitId commit, List<String> options);

  /**
   * Whether the git server has the ref that was submitted to: one that takes commits for review
   * keeps none, so that what was pushed there has become no request.
   */
  boolean isKept(String ref);

  /** What was submitted last for a topic, as far as this mirror knows. */
  Optional<CommitId> submitted(String topic);

  /** Forgets what was submitted for a topic. */
  void forget(String topic);

  /** Deletes a branch on the remote if it still points to {@code expected}. */
  PushOutcome delete(String branch, CommitId expected);

  @Override
  void close();
}
