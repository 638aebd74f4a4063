package dev.tagboat.applier;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.report.Sender;
import dev.tagboat.applier.report.TextForm;
import dev.tagboat.applier.run.Cycle;
import dev.tagboat.applier.run.Loop;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tagboat-applier run}: until it is told to stop. */
@Command(
    name = "run",
    description = "Applies the config repo again and again, until stopped (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private Options options = new Options();

  @Override
  public void run() {
    run(options);
  }

  static void run(Options options) {
    ApplierConfig config = options.config();
    Logging.use(options.json());
    KubeCluster cluster = options.cluster();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, ended), "stop"));
    Optional<Sender> sender =
        config.report().map(r -> new Sender(config.cluster(), r, Clock.systemUTC()));
    try (GitSource source = GitSource.open(config.source(), Limits.DEFAULT, config.data())) {
      Cycle cycle = new Cycle(config, source, cluster, Version.number(), Pause.SLEEP);
      LOG.atInfo()
          .addKeyValue("cluster", config.cluster())
          .addKeyValue("branch", config.source().branch())
          .log("applying {}", config.source().url());
      new Loop(
              cycle,
              config,
              report -> told(report, sender),
              Clock.systemUTC(),
              time -> pause(time, stop, sender),
              new Random())
          .run(() -> stop.getCount() == 0);
    } finally {
      ended.countDown();
    }
  }

  private static void told(Report report, Optional<Sender> sender) {
    if (report.isFailed()) {
      report.problems().forEach(LOG::error);
      TextForm.lines(report, false).forEach(LOG::error);
    } else {
      TextForm.lines(report, false).forEach(LOG::info);
    }
    sender
        .flatMap(one -> one.send(report))
        .ifPresent(why -> LOG.warn("the report was not sent: {}", why));
  }

  private static void pause(Duration time, CountDownLatch stop, Optional<Sender> sender) {
    sender.flatMap(Sender::retry).ifPresent(why -> LOG.debug("still not sent: {}", why));
    try {
      if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  // What is being applied is finished: a stage half written would be found by the next run, but
  // there is no need for it.
  private static void stop(CountDownLatch stop, CountDownLatch ended) {
    stop.countDown();
    try {
      ended.await(25, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
