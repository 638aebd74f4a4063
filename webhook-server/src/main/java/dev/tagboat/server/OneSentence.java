package dev.tagboat.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import dev.tagboat.server.inbox.DatabaseTrouble;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says the database's trouble in one sentence where a library logs the calls that led there, again
 * and again while the disk is full or the database away. Named in {@code logback.xml}.
 */
public final class OneSentence extends AppenderBase<ILoggingEvent> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.tagboat.server.jobs");

  @Override
  protected void append(ILoggingEvent event) {
    LoggingEventBuilder line = LOG.atLevel(Level.valueOf(event.getLevel().toString()));
    String message = event.getFormattedMessage();
    if (!(event.getThrowableProxy() instanceof ThrowableProxy proxy)) {
      line.log(message);
      return;
    }
    Optional<String> trouble = DatabaseTrouble.in(proxy.getThrowable());
    if (trouble.isPresent()) {
      line.log("{} {}", message, trouble.get());
    } else {
      line.setCause(proxy.getThrowable()).log(message);
    }
  }
}
