package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.alert.Courier;
import dev.tagboat.server.inbox.StoredAlert;
import dev.tagboat.server.inbox.Troubles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings to one channel what it is to be told, in its order. */
final class AlertLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLane.class);
  private static final int BATCH = 20;

  private final String channel;
  private final Courier courier;
  private final Troubles troubles;
  private final Pauses pauses;
  private final Clock clock;

  AlertLane(String channel, Courier courier, Troubles troubles, Pauses pauses, Clock clock) {
    this.channel = channel;
    this.courier = courier;
    this.troubles = troubles;
    this.pauses = pauses;
    this.clock = clock;
  }

  @Override
  public void work() {
    for (StoredAlert due : troubles.due(channel, BATCH)) {
      if (!tell(due)) {
        return;
      }
    }
  }

  private boolean tell(StoredAlert due) {
    try {
      courier.deliver(due.alert());
      troubles.told(due, "told");
      return true;
    } catch (TransientFault fault) {
      Optional<Duration> pause = pauses.after(due.attempts() + 1, fault.retryAfter());
      String sentence = String.valueOf(fault.getMessage());
      warn(sentence);
      if (pause.isPresent()) {
        troubles.pause(due, sentence, clock.instant().plus(pause.get()));
      } else {
        troubles.told(due, sentence);
      }
      return false;
    } catch (UserFault fault) {
      warn(String.valueOf(fault.getMessage()));
      troubles.told(due, String.valueOf(fault.getMessage()));
      return true;
    }
  }

  private void warn(String sentence) {
    LOG.atWarn().addKeyValue("alert", channel).log("{}", sentence);
  }

  @Override
  public Optional<Instant> next() {
    return troubles.nextDue(channel);
  }
}
