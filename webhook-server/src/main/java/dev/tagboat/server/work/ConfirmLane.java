package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.Registry;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.Confirmations;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one registry whether what was announced is true. An event is a hint: only what the registry
 * itself confirms goes on to a config repo.
 */
final class ConfirmLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmLane.class);
  private static final int BATCH = 50;
  private static final ImageEvidence UNFOLLOWED =
      new ImageEvidence.Missing("no configured config repo follows the image");

  /** How often a tag may point elsewhere than announced before the registry's word is taken. */
  private static final int STALE_ATTEMPTS = 6;

  /** How often a push waits for what else the registry shows of its image. */
  private static final int EVIDENCE_ATTEMPTS = 4;

  /** A longer pause than this is not waited for only to read evidence. */
  private static final Duration EVIDENCE_PAUSE = Duration.ofSeconds(60);

  private final String host;
  private final Registry registry;
  private final Confirmations inbox;
  private final List<Repository> repositories;
  private final Consumer<Repository> wake;
  private final Pauses.Patience patience;
  private final Gate gate;
  private final Clock clock;

  /**
   * @param host whose pushes these are
   * @param wake told of each config repo that has something to do now
   */
  ConfirmLane(
      String host,
      Registry registry,
      Confirmations inbox,
      List<Repository> repositories,
      Consumer<Repository> wake,
      Pauses.Patience patience,
      Clock clock) {
    this.host = host;
    this.registry = registry;
    this.inbox = inbox;
    this.repositories = repositories;
    this.wake = wake;
    this.patience = patience;
    this.gate = new Gate(patience.well(), clock);
    this.clock = clock;
  }

  @Override
  public void work() {
    for (StoredPush push : inbox.due(host, BATCH)) {
      if (Thread.currentThread().isInterrupted() || gate.closedUntil().isPresent()) {
        return;
      }
      confirm(push);
    }
  }

  @Override
  public Optional<Instant> next() {
    return gate.closedUntil().or(() -> inbox.nextDue(host));
  }

  private void confirm(StoredPush push) {
    try {
      ImageName image = push.push().image();
      Confirmation said = registry.confirm(image, push.push().tag(), push.push().digest());
      gate.passed();
      decide(push, said);
    } catch (TransientFault fault) {
      gate.trouble(fault);
      again(push, patience.well(), sentence(fault), fault.retryAfter(), PushState.FAILED);
    } catch (UserFault fault) {
      end(push, PushState.FAILED, sentence(fault));
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).addKeyValue("push", push.id()).log("asking the registry failed");
      end(push, PushState.FAILED, Bugs.sentence(bug));
    }
  }

  private void decide(StoredPush push, Confirmation confirmation) {
    if (confirmation instanceof Confirmation.Confirmed confirmed) {
      if (isPerhapsStale(push, confirmed.digest())) {
        String still = "the tag is still " + confirmed.digest() + ", as before this event";
        again(push, patience.readable(), still, Optional.empty(), PushState.REFUSED);
      } else {
        confirmed(push, confirmed.digest(), confirmed.sentence());
      }
    } else if (confirmation instanceof Confirmation.NotReadable silent) {
      again(push, patience.readable(), silent.sentence(), Optional.empty(), PushState.REFUSED);
    } else if (confirmation instanceof Confirmation.PointsElsewhere elsewhere) {
      elsewhere(push, elsewhere);
    } else {
      end(push, PushState.REFUSED, confirmation.sentence());
    }
  }

  // Registries tell of a push before they show it. Where the event does not say what was pushed,
  // the old image must not be taken for the new one at once.
  private boolean isPerhapsStale(StoredPush push, Digest now) {
    return push.push().digest() == null
        && push.attempts() + 1 < STALE_ATTEMPTS
        && inbox.before(push).filter(now::equals).isPresent();
  }

  // The tag was moved since, and its own event is late or lost. What counts is the registry.
  private void elsewhere(StoredPush push, Confirmation.PointsElsewhere elsewhere) {
    if (push.attempts() + 1 < STALE_ATTEMPTS) {
      again(push, patience.readable(), elsewhere.sentence(), Optional.empty(), PushState.REFUSED);
      return;
    }
    Confirmation now = registry.confirm(push.push().image(), push.push().tag(), elsewhere.now());
    if (now instanceof Confirmation.Confirmed confirmed) {
      confirmed(push, confirmed.digest(), elsewhere.sentence() + "; " + confirmed.sentence());
    } else {
      end(push, PushState.REFUSED, now.sentence());
    }
  }

  private void confirmed(StoredPush push, Digest digest, String sentence) {
    List<Repository> followers =
        repositories.stream().filter(r -> r.follows(push.push().image())).toList();
    Optional<ImageEvidence> evidence =
        followers.isEmpty() ? Optional.of(UNFOLLOWED) : evidence(push, digest);
    if (evidence.isEmpty()) {
      return;
    }
    String whole =
        evidence.get() instanceof ImageEvidence.Missing missing && !followers.isEmpty()
            ? sentence + "; nothing more was read of the image: " + missing.reason()
            : sentence;
    List<String> keys = followers.stream().map(Repository::key).toList();
    inbox.confirmed(push, digest, evidence.get(), whole, keys);
    LOG.atInfo()
        .addKeyValue("push", push.id())
        .addKeyValue("image", push.push().image() + ":" + push.push().tag())
        .addKeyValue("digest", digest)
        .log("confirmed");
    followers.forEach(wake);
  }

  /** Empty when the push is to be asked for again: it has some patience, but not for ever. */
  private Optional<ImageEvidence> evidence(StoredPush push, Digest digest) {
    try {
      return Optional.of(registry.evidence(push.push().image(), digest));
    } catch (TransientFault fault) {
      gate.trouble(fault);
      boolean soon = fault.retryAfter().filter(a -> a.compareTo(EVIDENCE_PAUSE) > 0).isEmpty();
      if (soon && push.attempts() + 1 < EVIDENCE_ATTEMPTS) {
        again(push, patience.well(), sentence(fault), fault.retryAfter(), PushState.FAILED);
        return Optional.empty();
      }
      return Optional.of(new ImageEvidence.Missing(sentence(fault)));
    } catch (UserFault fault) {
      return Optional.of(new ImageEvidence.Missing(sentence(fault)));
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).addKeyValue("push", push.id()).log("reading evidence failed");
      return Optional.of(new ImageEvidence.Missing(Bugs.sentence(bug)));
    }
  }

  private void again(
      StoredPush push,
      Pauses pauses,
      String sentence,
      Optional<Duration> asked,
      PushState otherwise) {
    Optional<Duration> pause = pauses.after(push.attempts() + 1, asked);
    if (pause.isPresent()) {
      inbox.pause(push, sentence, clock.instant().plus(pause.get()));
    } else {
      end(push, otherwise, sentence + Pauses.gaveUp(push.attempts() + 1));
    }
  }

  private void end(StoredPush push, PushState state, String sentence) {
    inbox.end(push, state, sentence);
    LOG.atWarn()
        .addKeyValue("push", push.id())
        .addKeyValue("image", push.push().image() + ":" + push.push().tag())
        .log("{}: {}", state.key(), sentence);
  }

  private static String sentence(Exception fault) {
    return String.valueOf(fault.getMessage());
  }
}
