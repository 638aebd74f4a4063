package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.FullDisk;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class PickersTest {
  private final ManualClock clock = new ManualClock();
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final Logger log =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Pickers.class);

  @BeforeEach
  void listen() {
    said.start();
    log.addAppender(said);
    log.setAdditive(false);
  }

  @AfterEach
  void stop() {
    log.detachAppender(said);
    log.setAdditive(true);
  }

  private static void fail(Pickers pickers, Throwable why) {
    Thread thread = pickers.newThread(() -> {});
    thread.getUncaughtExceptionHandler().uncaughtException(thread, why);
  }

  @Test
  void aFullDiskIsSaidNowAndThenWithoutTheCallsThatLedThere() {
    Pickers pickers = new Pickers(clock);
    Throwable full = FullDisk.failure();
    fail(pickers, full);
    fail(pickers, full);
    clock.advance(Duration.ofSeconds(30));
    fail(pickers, full);

    assertThat(said.list)
        .allMatch(event -> event.getThrowableProxy() == null)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "The lanes wait for the database: disk is full",
            "The lanes wait for the database: disk is full");
  }

  @Test
  void aBugIsSaidEachTime() {
    Pickers pickers = new Pickers(clock);
    fail(pickers, new IllegalStateException("bug"));
    fail(pickers, new IllegalStateException("bug"));

    assertThat(said.list).hasSize(2).allMatch(event -> event.getThrowableProxy() != null);
  }
}
