package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mirror, locked. */
final class JGitRepository implements GitRepository {
  private static final Logger LOG = LoggerFactory.getLogger(JGitRepository.class);

  private final Mended mirror;
  private final MirrorLock lock;
  private final Exchange exchange;
  private final Refreshing refreshing;
  private final History history;
  private final Committing committing;
  private final Sending sending;
  private final Submitting submitting;

  JGitRepository(GitRemote remote, GitSettings settings, Mended mirror, MirrorLock lock) {
    this.mirror = mirror;
    this.lock = lock;
    this.exchange = new Exchange(remote, settings, mirror);
    this.refreshing = new Refreshing(exchange, mirror);
    this.history = new History(mirror);
    this.committing = new Committing(mirror, remote.signing());
    this.sending = new Sending(exchange, mirror);
    this.submitting = new Submitting(exchange, mirror);
  }

  @Override
  public Map<String, CommitId> fetch(List<String> branches) {
    branches.forEach(JGitRepository::checkName);
    return refreshing.fetch(branches);
  }

  @Override
  public Snapshot snapshot(CommitId commit) {
    return new JGitSnapshot(mirror, commit);
  }

  @Override
  public List<CommitSummary> commitsBetween(CommitId base, CommitId head) {
    return history.commitsBetween(base, head);
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId a, CommitId b) {
    return history.mergeBase(a, b);
  }

  @Override
  public boolean contains(CommitId head, CommitId commit) {
    return history.contains(head, commit);
  }

  @Override
  public CommitId commit(
      CommitId parent,
      Map<String, byte[]> files,
      String message,
      Identity author,
      Identity committer,
      Instant when) {
    return committing.commit(parent, files, message, author, committer, when);
  }

  @Override
  public PushOutcome push(
      String branch, CommitId commit, @Nullable CommitId expected, List<String> options) {
    checkName(branch);
    return sending.push(branch, commit, expected, options);
  }

  @Override
  public PushOutcome submit(String ref, String topic, CommitId commit, List<String> options) {
    checkName(topic);
    return submitting.submit(ref, topic, commit, options);
  }

  @Override
  public boolean isKept(String ref) {
    return submitting.isKept(ref);
  }

  @Override
  public Optional<CommitId> submitted(String topic) {
    return submitting.submitted(topic);
  }

  @Override
  public void forget(String topic) {
    submitting.forget(topic);
  }

  @Override
  public PushOutcome delete(String branch, CommitId expected) {
    checkName(branch);
    return sending.delete(branch, expected);
  }

  private static void checkName(String branch) {
    if (!JGitRepositories.isBranchName(branch)) {
      throw new UserFault("not a valid branch name: " + GitFaults.printable(branch));
    }
  }

  @Override
  public void close() {
    try (lock) {
      try {
        Housekeeping.tidy(mirror.repository());
      } finally {
        mirror.close();
      }
    } catch (IOException e) {
      LOG.atWarn().log("the mirror of {} could not be tidied: {}", exchange.place(), e.toString());
    }
  }
}
