package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.inbox.Halt;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.inbox.Settlement;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.Targets;
import dev.tagboat.server.inbox.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes what waits for one config repo. Pushes that arrive while it works are taken together in
 * the next round, so that ten tags of one image cost one pull request.
 */
final class BumpLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(BumpLane.class);
  private static final int BATCH = 100;

  /** Resuming does not wait for this. */
  private static final Duration HALTED = Duration.ofHours(1);

  private final String repository;
  private final Supplier<Target> target;
  private final Proposer proposer;
  private final Targets inbox;
  private final Halts halts;
  private final Announcements announcements;
  private final Pauses.Patience patience;
  private final Clock clock;
  private final Complaints complaints = new Complaints();

  /**
   * @param repository the config repo's key in the inbox
   * @param target asked at each round, so that its faults are stored with the pushes
   */
  BumpLane(
      String repository,
      Supplier<Target> target,
      Proposer proposer,
      Targets inbox,
      Halts halts,
      Announcements announcements,
      Pauses.Patience patience,
      Clock clock) {
    this.repository = repository;
    this.target = target;
    this.proposer = proposer;
    this.inbox = inbox;
    this.halts = halts;
    this.announcements = announcements;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public void work() {
    List<Work> batch = going(inbox.due(repository, BATCH));
    if (!batch.isEmpty()) {
      propose(batch);
    }
  }

  /** Without what is paused, which waits. */
  private List<Work> going(List<Work> due) {
    if (due.isEmpty()) {
      return due;
    }
    List<Halt> all = halts.all();
    List<Work> going = new ArrayList<>();
    for (Work work : due) {
      Optional<Halt> halt = all.stream().filter(one -> concerns(one, work)).findFirst();
      if (halt.isPresent()) {
        inbox.hold(work.target(), halt.get().sentence(), clock.instant().plus(HALTED));
      } else {
        going.add(work);
      }
    }
    return going;
  }

  private boolean concerns(Halt halt, Work work) {
    return switch (halt.kind()) {
      case IMAGE -> halt.name().equals(work.push().push().image().toString());
      case REPOSITORY -> halt.name().equals(repository);
    };
  }

  @Override
  public Optional<Instant> next() {
    return inbox.nextDue(repository);
  }

  private void propose(List<Work> batch) {
    Diary diary = new Diary(repository, clock);
    List<Outcome> outcomes;
    try {
      List<Candidate> candidates = batch.stream().map(this::candidate).toList();
      outcomes = proposer.propose(target.get(), candidates, diary);
    } catch (TransientFault fault) {
      again(batch, fault);
      return;
    } catch (UserFault fault) {
      fail(batch, String.valueOf(fault.getMessage()), diary);
      return;
    } catch (RuntimeException bug) {
      Map<ImageName, List<Work>> byImage =
          batch.stream().collect(Collectors.groupingBy(work -> work.push().push().image()));
      if (byImage.size() > 1) {
        // One image that we cannot cope with must not take the others with it.
        byImage.values().forEach(this::propose);
        return;
      }
      LOG.atError().setCause(bug).addKeyValue("repository", repository).log("proposing failed");
      fail(batch, Bugs.sentence(bug), diary);
      return;
    }
    if (outcomes.stream().noneMatch(Outcome.Later.class::isInstance) && complaints.end()) {
      LOG.atInfo().addKeyValue("repository", repository).log("works again");
    }
    List<Settlement> settlements = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Later later) {
        again(List.of(batch.get(i)), later.fault());
      } else if (outcomes.get(i) instanceof Outcome.Waiting waiting) {
        inbox.hold(batch.get(i).target(), waiting.sentence(), waiting.until());
      } else {
        settlements.add(settlement(batch.get(i).target(), outcomes.get(i), diary));
      }
    }
    inbox.settle(settlements);
    settlements.forEach(this::log);
  }

  private Candidate candidate(Work work) {
    StoredPush push = work.push();
    return new Candidate(
        push.id(), dated(push), push.confirmed(), push.evidence(), announcements.of(push));
  }

  // Who waits for something to come to an image counts from then.
  private static ImagePush dated(StoredPush push) {
    ImagePush said = push.push();
    return said.pushedAt() != null
        ? said
        : new ImagePush(
            said.image(),
            said.tag(),
            said.digest(),
            said.mediaType(),
            push.receivedAt(),
            said.pusher());
  }

  // A batch may hold pushes that have waited for different times; each has its own count.
  private void again(List<Work> batch, TransientFault fault) {
    Instant now = clock.instant();
    String sentence = String.valueOf(fault.getMessage());
    for (Work work : batch) {
      StoredTarget waiting = work.target();
      Optional<Duration> pause = patience.well().after(waiting.attempts() + 1, fault.retryAfter());
      if (pause.isPresent()) {
        inbox.pause(List.of(waiting), sentence, now.plus(pause.get()));
      } else {
        String given = sentence + Pauses.gaveUp(waiting.attempts() + 1);
        inbox.settle(List.of(failed(waiting, given, new Diary(repository, clock))));
      }
    }
    // Each push that waits tries by itself, and would say the same.
    if (complaints.isNew(sentence)) {
      LOG.atWarn()
          .addKeyValue("repository", repository)
          .log("trying again until it works: {}", sentence);
    }
  }

  private void fail(List<Work> batch, String sentence, Diary diary) {
    complaints.end();
    inbox.settle(batch.stream().map(work -> failed(work.target(), sentence, diary)).toList());
    LOG.atWarn().addKeyValue("repository", repository).log("failed: {}", sentence);
  }

  private static Settlement failed(StoredTarget waiting, String sentence, Diary diary) {
    return new Settlement(waiting, TargetState.FAILED, sentence, null, diary.of(waiting.pushId()));
  }

  private static Settlement settlement(StoredTarget waiting, Outcome outcome, Diary diary) {
    TargetState state = TargetState.DECLINED;
    Settlement.@Nullable Proposal proposal = null;
    List<String> warnings = List.of();
    if (outcome instanceof Outcome.Proposed proposed) {
      state = TargetState.PROPOSED;
      proposal = proposal(proposed);
      warnings = proposed.warnings();
    } else if (outcome instanceof Outcome.NothingToDo) {
      state = TargetState.NOTHING_TO_DO;
    } else if (outcome instanceof Outcome.Failed) {
      state = TargetState.FAILED;
    }
    warnings.forEach(warning -> diary.warn(waiting.pushId(), warning));
    return new Settlement(waiting, state, outcome.sentence(), proposal, diary.of(waiting.pushId()));
  }

  private static Settlement.Proposal proposal(Outcome.Proposed proposed) {
    PullRequest pullRequest = proposed.pullRequest();
    return new Settlement.Proposal(
        proposed.branch(),
        proposed.commit().value(),
        pullRequest == null ? null : pullRequest.number(),
        pullRequest == null ? null : pullRequest.url(),
        proposed.tags());
  }

  private void log(Settlement settled) {
    LOG.atInfo()
        .addKeyValue("push", settled.target().pushId())
        .addKeyValue("repository", repository)
        .addKeyValue("state", settled.state().key())
        .log("{}", settled.sentence());
  }
}
