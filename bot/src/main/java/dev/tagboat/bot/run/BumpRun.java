package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.scan.ScanIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Strings the steps together: open the repo, look, and propose one pull request for each image. */
public final class BumpRun implements Proposer {
  /** How often a lost race for one branch is run again before it is left to a later run. */
  private static final int ATTEMPTS = 3;

  /** How many images of a batch may meet trouble before it is taken for everybody's. */
  private static final int TROUBLES = 3;

  private final GitRepositories repositories;
  private final Clock clock;

  /** More files than hold images that are pushed often. */
  private static final int SCANS = 20_000;

  private final WordIndex index;
  private final ScanIndex scans;
  private final Knowledge knowledge;
  private final boolean allowDowngrade;

  /** Never proposes an older version than the one that stands there. */
  public BumpRun(GitRepositories repositories, Clock clock) {
    this(
        repositories,
        clock,
        WordIndex.ofUsualSize(Checkout.MAX_FILE),
        new ScanIndex(SCANS),
        Knowledge.NONE,
        false);
  }

  private BumpRun(
      GitRepositories repositories,
      Clock clock,
      WordIndex index,
      ScanIndex scans,
      Knowledge knowledge,
      boolean allowDowngrade) {
    this.repositories = repositories;
    this.clock = clock;
    this.index = index;
    this.scans = scans;
    this.knowledge = knowledge;
    this.allowDowngrade = allowDowngrade;
  }

  /** The same, for rules that need to know more of an image than its tag. */
  public BumpRun knowing(Knowledge other) {
    return new BumpRun(repositories, clock, index, scans, other, allowDowngrade);
  }

  /** The same, but also going back to an older version, for a person who asks for one. */
  public BumpRun allowingDowngrades() {
    return new BumpRun(repositories, clock, index, scans, knowledge, true);
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
    Map<ImageName, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : batch) {
      groups.computeIfAbsent(candidate.push().image(), image -> new ArrayList<>()).add(candidate);
    }
    Map<String, Outcome> outcomes = new HashMap<>();
    try (GitRepository repository = repositories.open(target.remote())) {
      Session session =
          new Session(target, repository, index, scans, clock, knowledge, allowDowngrade, progress);
      List<ImageName> images = List.copyOf(groups.keySet());
      Checkout checkout = session.look(images);
      proposeGroups(session, hands.apply(session), checkout, groups.values())
          .forEach(outcome -> outcomes.put(outcome.candidateId(), outcome));
    } catch (UserFault fault) {
      batch.forEach(
          candidate ->
              outcomes.putIfAbsent(
                  candidate.id(), new Outcome.Failed(candidate.id(), sentence(fault))));
    }
    return batch.stream().map(c -> Objects.requireNonNull(outcomes.get(c.id()))).toList();
  }

  // One image that the forge chokes on must not hold back the others; a forge that is down, or asks
  // for a pause, must not be asked for each of them.
  private static List<Outcome> proposeGroups(
      Session session, Hands hands, Checkout checkout, Collection<List<Candidate>> groups) {
    List<Outcome> outcomes = new ArrayList<>();
    List<TransientFault> faults = new ArrayList<>();
    for (List<Candidate> group : groups) {
      if (faults.size() < TROUBLES && faults.stream().allMatch(f -> f.retryAfter().isEmpty())) {
        try {
          outcomes.addAll(proposeGroup(session, hands, checkout, group));
          continue;
        } catch (TransientFault fault) {
          faults.add(fault);
        }
      }
      TransientFault last = faults.get(faults.size() - 1);
      group.forEach(candidate -> outcomes.add(new Outcome.Later(candidate.id(), last)));
    }
    if (outcomes.stream().allMatch(Outcome.Later.class::isInstance)) {
      throw faults.get(0);
    }
    return outcomes;
  }

  private static List<Outcome> proposeGroup(
      Session session, Hands hands, Checkout first, List<Candidate> group) {
    try {
      Checkout checkout = first;
      for (int attempt = 1; ; attempt++) {
        Optional<List<Outcome>> outcomes = new GroupRun(session, hands, checkout, group).run();
        if (outcomes.isPresent()) {
          return outcomes.get();
        }
        if (attempt == ATTEMPTS) {
          throw session.lostRace(group.get(0).push().image());
        }
        checkout = session.look(List.of(group.get(0).push().image()));
      }
    } catch (UserFault fault) {
      return group.stream().<Outcome>map(c -> new Outcome.Failed(c.id(), sentence(fault))).toList();
    }
  }

  @Override
  public Optional<PullRequest> look(Target target, int number) {
    return target.forge().get(number);
  }

  private static String sentence(UserFault fault) {
    return Objects.requireNonNullElse(fault.getMessage(), "a person must act");
  }
}
