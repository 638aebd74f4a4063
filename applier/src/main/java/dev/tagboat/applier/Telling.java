package dev.tagboat.applier;

import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.report.Progress;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.report.Sender;
import dev.tagboat.applier.report.TextForm;
import dev.tagboat.applier.run.Observer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a run: to the log, to the probes, and to the server. */
final class Telling implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  private final Progress progress;
  private final Optional<Sender> sender;

  Telling(ApplierConfig config, Progress progress) {
    this.progress = progress;
    this.sender = config.report().map(r -> new Sender(config.cluster(), r, Clock.systemUTC()));
  }

  @Override
  public void looked(boolean good) {
    progress.looked(good);
  }

  @Override
  public void reported(Report report, Duration took) {
    progress.reported(report, took);
    report.problems().forEach(LOG::error);
    for (String line : TextForm.lines(report, false)) {
      if (report.isFailed()) {
        LOG.error(line);
      } else {
        LOG.info(line);
      }
    }
    sender
        .flatMap(one -> one.send(report))
        .ifPresent(why -> LOG.warn("the report was not sent: {}", why));
  }

  /** Sends what could not be sent before. */
  void retry() {
    sender.flatMap(Sender::retry).ifPresent(why -> LOG.debug("still not sent: {}", why));
  }
}
