package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tagboat.server.inbox.FullDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OneSentenceTest {
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final Logger jobs = logger("dev.tagboat.server.jobs");
  private final Logger library = logger("library.that.logs.calls");
  private final OneSentence appender = new OneSentence();

  private static Logger logger(String name) {
    return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
  }

  @BeforeEach
  void listen() {
    said.start();
    jobs.addAppender(said);
    jobs.setAdditive(false);
    appender.start();
    library.addAppender(appender);
    library.setAdditive(false);
  }

  @AfterEach
  void stop() {
    jobs.detachAppender(said);
    jobs.setAdditive(true);
    library.detachAppender(appender);
    library.setAdditive(true);
  }

  @Test
  void theDatabasesTroubleIsASentence() {
    library.error("No heartbeat.", FullDisk.failure());

    ILoggingEvent event = said.list.get(0);
    assertThat(event.getFormattedMessage()).isEqualTo("No heartbeat. disk is full");
    assertThat(event.getThrowableProxy()).isNull();
    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void aBugKeepsTheCallsThatLedThere() {
    library.warn("odd", new IllegalStateException("bug"));
    library.warn("{} without one", "odd");

    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("odd", "odd without one");
    assertThat(said.list.get(0).getThrowableProxy().getMessage()).isEqualTo("bug");
  }
}
