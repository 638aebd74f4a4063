package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.scan.ScanIndex;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Strings the steps together: open the repo, look, and propose one pull request for each group. */
public final class BumpRun implements Proposer, Watcher {
  private final GitRepositories repositories;
  private final Clock clock;

  /** More files than hold images that are pushed often. */
  private static final int SCANS = 20_000;

  private final WordIndex index;
  private final ScanIndex scans;
  private final Knowledge knowledge;
  private final Signatures signatures;
  private final Lookback lookback;
  private final boolean allowDowngrade;
  private final Preferences preferences;

  /** Never proposes an older version than the one that stands there. */
  public BumpRun(GitRepositories repositories, Clock clock) {
    this(
        repositories,
        clock,
        WordIndex.ofUsualSize(Checkout.MAX_FILE),
        new ScanIndex(SCANS),
        Knowledge.NONE,
        Signatures.UNASKED,
        Lookback.NONE,
        false,
        Preferences.NONE);
  }

  private BumpRun(
      GitRepositories repositories,
      Clock clock,
      WordIndex index,
      ScanIndex scans,
      Knowledge knowledge,
      Signatures signatures,
      Lookback lookback,
      boolean allowDowngrade,
      Preferences preferences) {
    this.repositories = repositories;
    this.clock = clock;
    this.index = index;
    this.scans = scans;
    this.knowledge = knowledge;
    this.signatures = signatures;
    this.lookback = lookback;
    this.allowDowngrade = allowDowngrade;
    this.preferences = preferences;
  }

  /** The same, for rules that need to know more of an image than its tag. */
  public BumpRun knowing(Knowledge other) {
    return new BumpRun(
        repositories,
        clock,
        index,
        scans,
        other,
        signatures,
        lookback,
        allowDowngrade,
        preferences);
  }

  /** The same, for rules that ask for signatures. */
  public BumpRun verifying(Signatures other) {
    return new BumpRun(
        repositories, clock, index, scans, knowledge, other, lookback, allowDowngrade, preferences);
  }

  /** The same, telling reviewers of what is replaced, too. */
  public BumpRun lookingBack(Lookback other) {
    return new BumpRun(
        repositories,
        clock,
        index,
        scans,
        knowledge,
        signatures,
        other,
        allowDowngrade,
        preferences);
  }

  /** The same, but also going back to an older version, for a person who asks for one. */
  public BumpRun allowingDowngrades() {
    return new BumpRun(
        repositories, clock, index, scans, knowledge, signatures, lookback, true, preferences);
  }

  /** The same, as whoever runs it wants it. */
  public BumpRun preferring(Preferences other) {
    return new BumpRun(
        repositories, clock, index, scans, knowledge, signatures, lookback, allowDowngrade, other);
  }

  @Override
  public List<Outcome> propose(Target target, List<Candidate> batch, Progress progress) {
    return run(target, batch, progress, Hands::real);
  }

  /**
   * What {@link #propose} would do: reads the same, and writes nothing but the local mirror.
   *
   * @return exactly one outcome for each candidate, in their order; {@link Outcome.Drafted} where
   *     something would be proposed
   */
  public List<Outcome> preview(Target target, List<Candidate> batch, Progress progress) {
    return run(target, batch, progress, Hands::rehearsing);
  }

  private List<Outcome> run(
      Target target, List<Candidate> batch, Progress progress, Function<Session, Hands> hands) {
    try (GitRepository repository = repositories.open(target.remote())) {
      Session session = session(target, repository, progress);
      return new BatchRun(session, hands.apply(session)).run(batch);
    } catch (UserFault fault) {
      return batch.stream()
          .<Outcome>map(candidate -> new Outcome.Failed(candidate.id(), BatchRun.sentence(fault)))
          .toList();
    }
  }

  private Session session(Target target, GitRepository repository, Progress progress) {
    return new Session(
        target,
        repository,
        index,
        scans,
        clock,
        knowledge,
        signatures,
        lookback,
        allowDowngrade,
        preferences,
        progress);
  }

  @Override
  public Set<Tag> relevant(Target target, ImageName image, List<Tag> tags) {
    try (GitRepository repository = repositories.open(target.remote())) {
      Session session = session(target, repository, Progress.NONE);
      return Relevance.of(session.look(List.of(image)), image, tags);
    }
  }

  @Override
  public Optional<PullRequest> look(Target target, int number) {
    return target.forge().get(number);
  }

  @Override
  public Optional<PullRequest> tend(Target target, int number) {
    Optional<PullRequest> found = look(target, number);
    if (found.filter(PullRequest::isOpen).isEmpty()
        || !found.get().head().startsWith(BranchName.PREFIX)
        || found.get().head().startsWith(BranchName.JOB)
        || !found.get().base().equals(target.branch())) {
      return found;
    }
    try (GitRepository repository = repositories.open(target.remote())) {
      Session session = session(target, repository, Progress.NONE);
      new BatchRun(session, Hands.real(session)).tend(found.get().head());
    }
    return found;
  }
}
