package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.PushOutcome.Rejected;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mirror, locked. */
final class JGitRepository implements GitRepository {
  private static final Logger LOG = LoggerFactory.getLogger(JGitRepository.class);
  private static final int MAX_COMMITS = 50;

  private final GitRemote remote;
  private final GitSettings settings;
  private final Mended mirror;
  private final MirrorLock lock;

  JGitRepository(GitRemote remote, GitSettings settings, Mended mirror, MirrorLock lock) {
    this.remote = remote;
    this.settings = settings;
    this.mirror = mirror;
    this.lock = lock;
  }

  @Override
  public Map<String, CommitId> fetch(List<String> branches) {
    branches.forEach(JGitRepository::checkName);
    Map<String, CommitId> heads = new LinkedHashMap<>();
    remotely(
            "fetching from " + place(),
            connection -> {
              try {
                return Fetching.fetch(mirror.repository(), connection, branches);
              } catch (IOException | RuntimeException e) {
                return again(e, branches);
              }
            })
        .forEach((branch, id) -> heads.put(branch, new CommitId(id.name())));
    return heads;
  }

  private Map<String, ObjectId> again(Exception failure, List<String> branches) throws IOException {
    if (!GitFaults.isDamage(failure)) {
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
    LOG.warn("the mirror of {} is damaged and is fetched anew", place());
    mirror.rebuild();
    try (Connection connection = Connection.open(mirror.repository(), remote, settings)) {
      return Fetching.fetch(mirror.repository(), connection, branches);
    }
  }

  @Override
  public Snapshot snapshot(CommitId commit) {
    return new JGitSnapshot(mirror, commit);
  }

  @Override
  public List<CommitSummary> commitsBetween(CommitId base, CommitId head) {
    return mirror.call(
        "reading the history of " + head.abbreviated(),
        reader -> {
          List<CommitSummary> commits = new ArrayList<>();
          try (RevWalk walk = new RevWalk(reader)) {
            walk.markStart(walk.parseCommit(id(head)));
            walk.markUninteresting(walk.parseCommit(id(base)));
            for (@Nullable RevCommit commit = walk.next();
                commit != null && commits.size() < MAX_COMMITS;
                commit = walk.next()) {
              commits.add(summary(commit));
            }
          }
          return List.copyOf(commits);
        });
  }

  private static CommitSummary summary(RevCommit commit) {
    return new CommitSummary(
        new CommitId(commit.name()),
        identity(commit.getAuthorIdent()),
        identity(commit.getCommitterIdent()),
        commit.getFullMessage());
  }

  private static Identity identity(@Nullable PersonIdent person) {
    return person == null
        ? new Identity("", "")
        : new Identity(person.getName(), person.getEmailAddress());
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId a, CommitId b) {
    return mirror.call(
        "looking for what " + a.abbreviated() + " and " + b.abbreviated() + " have in common",
        reader -> {
          try (RevWalk walk = new RevWalk(reader)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(id(a)));
            walk.markStart(walk.parseCommit(id(b)));
            return Optional.ofNullable(walk.next()).map(base -> new CommitId(base.name()));
          }
        });
  }

  @Override
  public boolean contains(CommitId head, CommitId commit) {
    return mirror.call(
        "looking for " + commit.abbreviated() + " in " + head.abbreviated(),
        reader -> {
          // What a force-push took away may never have been fetched: that is no damage.
          if (!reader.has(id(head)) || !reader.has(id(commit))) {
            return false;
          }
          try (RevWalk walk = new RevWalk(reader)) {
            return walk.isMergedInto(walk.parseCommit(id(commit)), walk.parseCommit(id(head)));
          }
        });
  }

  @Override
  public CommitId commit(
      CommitId parent,
      Map<String, byte[]> files,
      String message,
      Identity author,
      Identity committer,
      Instant when) {
    CommitBuilder commit = new CommitBuilder();
    commit.setParentId(id(parent));
    commit.setAuthor(person(author, when));
    commit.setCommitter(person(committer, when));
    commit.setMessage(message);
    return mirror.call("committing on " + parent.abbreviated(), reader -> insert(commit, files));
  }

  private static PersonIdent person(Identity who, Instant when) {
    return new PersonIdent(who.name(), who.email(), when, ZoneOffset.UTC);
  }

  private CommitId insert(CommitBuilder commit, Map<String, byte[]> files) throws IOException {
    try (ObjectInserter inserter = mirror.repository().newObjectInserter();
        ObjectReader reader = inserter.newReader();
        RevWalk walk = new RevWalk(reader)) {
      RevCommit parent = walk.parseCommit(commit.getParentIds()[0]);
      commit.setTreeId(new TreeEdit(reader, inserter).apply(parent.getTree(), files));
      Signing signing = remote.signing();
      if (signing != null) {
        Signatures.sign(mirror.repository(), commit, signing);
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new CommitId(id.name());
    }
  }

  @Override
  public PushOutcome push(
      String branch, CommitId commit, @Nullable CommitId expected, List<String> options) {
    ObjectId old = expected == null ? ObjectId.zeroId() : id(expected);
    return send("pushing " + branch + " to " + place(), branch, id(commit), old, options);
  }

  @Override
  public PushOutcome submit(String ref, String topic, CommitId commit, List<String> options) {
    checkName(topic);
    String doing = "submitting to " + ref + " of " + place();
    PushOutcome outcome =
        remotely(
                doing,
                connection ->
                    new Pushing(mirror.repository(), connection).submit(ref, id(commit), options))
            .orElseThrow(
                () ->
                    new TransientFault(
                        doing + " failed: the git server did not say what became of it"));
    if (outcome instanceof PushOutcome.Pushed) {
      submitted(topic, id(commit));
    }
    return outcome;
  }

  @Override
  public Optional<CommitId> submitted(String topic) {
    return mirror.call(
        "looking for what was submitted",
        reader -> {
          ObjectId id = Submissions.find(mirror.repository(), topic);
          return id != null && reader.has(id)
              ? Optional.of(new CommitId(id.name()))
              : Optional.<CommitId>empty();
        });
  }

  @Override
  public void forget(String topic) {
    submitted(topic, null);
  }

  private void submitted(String topic, @Nullable ObjectId commit) {
    mirror.call(
        "noting what was submitted",
        reader -> {
          Submissions.note(mirror.repository(), topic, commit);
          return true;
        });
  }

  @Override
  public PushOutcome delete(String branch, CommitId expected) {
    String doing = "deleting " + branch + " on " + place();
    return send(doing, branch, ObjectId.zeroId(), id(expected), List.of());
  }

  private PushOutcome send(
      String doing, String branch, ObjectId id, ObjectId old, List<String> options) {
    checkName(branch);
    Optional<PushOutcome> outcome;
    try {
      outcome =
          remotely(
              doing,
              connection -> {
                Repository repository = mirror.repository();
                return new Pushing(repository, connection).push(branch, id, old, options);
              });
    } catch (TransientFault fault) {
      if (arrived(doing, branch, id)) {
        return noted(branch, id, new PushOutcome.Pushed());
      }
      throw fault;
    }
    if (outcome.isEmpty() && arrived(doing, branch, id)) {
      return noted(branch, id, new PushOutcome.Pushed());
    }
    PushOutcome said =
        outcome.orElseThrow(
            () ->
                new TransientFault(
                    doing + " failed: the git server did not say what became of it"));
    return noted(
        branch, id, said instanceof Rejected no ? judged(no, doing, branch, id, old) : said);
  }

  // A lost race is worded by each server as it likes: where the branch is now tells more.
  private PushOutcome judged(
      Rejected rejected, String doing, String branch, ObjectId id, ObjectId old) {
    return Rejection.judge(rejected, id, old, remoteHead(doing, branch));
  }

  // The server may have done it before the connection broke.
  private boolean arrived(String doing, String branch, ObjectId id) {
    return id.equals(remoteHead(doing, branch));
  }

  private ObjectId remoteHead(String doing, String branch) {
    return remotely(doing, connection -> Optional.ofNullable(Fetching.ask(connection, branch)))
        .orElse(ObjectId.zeroId());
  }

  private PushOutcome noted(String branch, ObjectId id, PushOutcome outcome) {
    if (outcome instanceof PushOutcome.Pushed) {
      mirror.call(
          "noting what was pushed",
          reader -> {
            boolean gone = id.equals(ObjectId.zeroId());
            Fetching.track(mirror.repository(), branch, gone ? null : id);
            return true;
          });
    }
    return outcome;
  }

  private <T> T remotely(String doing, Conversation<T> conversation) {
    try (Connection connection = Connection.open(mirror.repository(), remote, settings)) {
      try {
        return conversation.over(connection);
      } catch (IOException e) {
        throw GitFaults.isDiskFull(e)
            ? GitFaults.local(doing, mirror.directory(), e)
            : GitFaults.remote(doing, connection, e);
      }
    } catch (IOException e) {
      throw GitFaults.local(doing, mirror.directory(), e);
    }
  }

  private String place() {
    return remote.url().toString();
  }

  private static void checkName(String branch) {
    if (!JGitRepositories.isBranchName(branch)) {
      throw new UserFault("not a valid branch name: " + GitFaults.printable(branch));
    }
  }

  private static ObjectId id(CommitId commit) {
    return ObjectId.fromString(commit.value());
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
      LOG.atWarn().log("the mirror of {} could not be tidied: {}", place(), e.toString());
    }
  }

  /** What is said over one connection. */
  private interface Conversation<T> {
    T over(Connection connection) throws IOException;
  }
}
