package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.pull.StateBlock;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what people did with the pull requests of one config repo, does what they ask for, and
 * keeps them level with their base. The forge's own events say so at once; without them, a few are
 * looked at in turn, so that many open ones cost no more requests.
 */
final class LookLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(LookLane.class);
  private static final int AT_ONCE = 10;

  /** In place of a number. */
  private static final int ALL = 0;

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** How often one is looked after that nothing is heard of: it takes a fetch of the repo, too. */
  private static final Duration TENDED_EVERY = Duration.ofMinutes(10);

  /** How many may meet trouble before it is taken for everybody's. */
  private static final int TROUBLES = 3;

  /** The pause after trouble, where the forge names none. */
  private static final Duration TROUBLE = Duration.ofSeconds(30);

  private final String repository;
  private final Supplier<Target> target;
  private final Proposer proposer;
  private final Targets inbox;
  private final Clock clock;
  private final BooleanSupplier hurried;

  /** What could not be stored, since the database was away. */
  private final Set<Integer> untold = ConcurrentHashMap.newKeySet();

  private final Map<Integer, Instant> tended = new HashMap<>();
  private int last;
  private Instant nextTurn = Instant.EPOCH;
  private volatile Instant resume = Instant.EPOCH;

  /**
   * @param hurried whether something else is waiting for the config repo: it goes first
   */
  LookLane(
      String repository,
      Supplier<Target> target,
      Proposer proposer,
      Targets inbox,
      BooleanSupplier hurried,
      Clock clock) {
    this.repository = repository;
    this.target = target;
    this.proposer = proposer;
    this.inbox = inbox;
    this.hurried = hurried;
    this.clock = clock;
  }

  /** The forge says that something happened to this one: it is looked at in the next round. */
  void ask(int number) {
    tell(number);
  }

  /** The base moved: any of them may have nothing left to change, or conflict with it. */
  void askAll() {
    tell(ALL);
  }

  // Through the database, since another server may have the next round.
  private void tell(int number) {
    try {
      inbox.ask(repository, number);
    } catch (TransientFault away) {
      untold.add(number);
    }
  }

  @Override
  public void work() {
    List<Integer> open = inbox.openPullRequests(repository);
    SortedMap<Integer, Integer> asked = asked(open);
    tended.keySet().retainAll(open);
    if (clock.instant().isBefore(resume)) {
      return;
    }
    int troubles = 0;
    boolean first = true;
    for (int number : turn(open, asked.keySet())) {
      if (!first && hurried.getAsBoolean()) {
        nextTurn = clock.instant();
        return;
      }
      first = false;
      Optional<TransientFault> fault = lookAfter(number, asked.get(number));
      if (asked.isEmpty()) {
        last = number;
      }
      if (fault.isPresent()) {
        resume = clock.instant().plus(fault.get().retryAfter().orElse(TROUBLE));
        if (++troubles == TROUBLES || fault.get().retryAfter().isPresent()) {
          return;
        }
      }
    }
  }

  /** Those that may have something to be seen, with how often they were asked for. */
  private SortedMap<Integer, Integer> asked(List<Integer> open) {
    for (int number : List.copyOf(untold)) {
      inbox.ask(repository, number);
      untold.remove(number);
    }
    SortedMap<Integer, Integer> asked = inbox.asked(repository);
    Integer all = asked.remove(ALL);
    if (all != null) {
      open.forEach(number -> inbox.ask(repository, number));
      inbox.answered(repository, ALL, all);
      asked = inbox.asked(repository);
      asked.remove(ALL);
    }
    // Of those that are not ours the forge tells, too; one of ours may be open again.
    for (int number : List.copyOf(asked.keySet())) {
      if (!open.contains(number) && !inbox.wasClosed(repository, number)) {
        inbox.answered(repository, number, Objects.requireNonNull(asked.remove(number)));
      }
    }
    return asked;
  }

  /**
   * @param asks how often it was asked for; null when it has its turn
   */
  private Optional<TransientFault> lookAfter(int number, @Nullable Integer asks) {
    boolean due = isDue(number);
    try {
      (asks != null || due ? tend(number) : proposer.look(target.get(), number))
          .ifPresent(this::learn);
    } catch (TransientFault fault) {
      warn(number, fault);
      if (due && asks == null) {
        tell(number);
      }
      return Optional.of(fault);
    } catch (UserFault fault) {
      // A person must act first; until then it has its turn like all others.
      warn(number, fault);
    } catch (RuntimeException bug) {
      LOG.atError()
          .setCause(bug)
          .addKeyValue("repository", repository)
          .log("pull request #{} cannot be looked after", number);
    }
    if (asks != null) {
      inbox.answered(repository, number, asks);
    }
    return Optional.empty();
  }

  private void warn(int number, Fault fault) {
    LOG.atWarn()
        .addKeyValue("repository", repository)
        .log("pull request #{} cannot be looked at: {}", number, fault.getMessage());
  }

  private boolean isDue(int number) {
    Instant now = clock.instant();
    return !now.isBefore(tended.computeIfAbsent(number, n -> now).plus(TENDED_EVERY));
  }

  private Optional<PullRequest> tend(int number) {
    tended.put(number, clock.instant());
    return proposer.tend(target.get(), number);
  }

  private List<Integer> turn(List<Integer> open, Set<Integer> asked) {
    if (!asked.isEmpty()) {
      return List.copyOf(asked);
    }
    Instant now = clock.instant();
    if (now.isBefore(nextTurn)) {
      return List.of();
    }
    // Lanes run more often than this, and the forge counts each request.
    nextTurn = now.plus(EVERY);
    List<Integer> further = after(last, open);
    return further.isEmpty() ? after(0, open) : further;
  }

  private static List<Integer> after(int last, List<Integer> open) {
    return open.stream().filter(number -> number > last).limit(AT_ONCE).toList();
  }

  private void learn(PullRequest pullRequest) {
    int number = pullRequest.number();
    String named = "pull request #" + number;
    switch (pullRequest.state()) {
      case OPEN -> {
        if (inbox.wasClosed(repository, number)) {
          inbox.reopened(repository, number, named + " was opened again");
        }
      }
      case MERGED -> {
        String by = pullRequest.mergedBy() == null ? "" : " by " + pullRequest.mergedBy();
        inbox.ended(repository, number, TargetState.MERGED, named + " was merged" + by);
      }
      case CLOSED ->
          inbox.ended(repository, number, TargetState.CLOSED, named + closed(pullRequest.body()));
    }
  }

  /** By whom, as far as it is known: what we close ourselves says why. */
  private static String closed(String body) {
    return StateBlock.parse(body)
        .map(StateBlock::ending)
        .map(ending -> " was closed by Tagboat: " + ending.why())
        .orElse(" was closed without merging");
  }

  @Override
  public Optional<Instant> next() {
    boolean waiting = !untold.isEmpty() || !inbox.asked(repository).isEmpty();
    if (!waiting && inbox.openPullRequests(repository).isEmpty()) {
      return Optional.empty();
    }
    Instant next = !waiting ? nextTurn : clock.instant();
    return Optional.of(next.isBefore(resume) ? resume : next);
  }
}
