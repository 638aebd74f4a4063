package dev.tagboat.server.assembly;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Keeps all that is logged, at the levels that an operator has, instead of printing ours. */
final class LogKeeper implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.tagboat");
  private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

  LogKeeper() {
    kept.setContext(root.getLoggerContext());
    kept.start();
    root.addAppender(kept);
    ours.addAppender(kept);
    ours.setLevel(Level.INFO);
    ours.setAdditive(false);
  }

  String text() {
    return List.copyOf(kept.list).stream().map(LogKeeper::line).collect(Collectors.joining("\n"));
  }

  private static String line(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getLevel()
        + " "
        + event.getFormattedMessage()
        + " "
        + event.getKeyValuePairs()
        + thrown;
  }

  @Override
  public void close() {
    root.detachAppender(kept);
    ours.detachAppender(kept);
    ours.setLevel(null);
    ours.setAdditive(true);
  }
}
