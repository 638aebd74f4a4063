package dev.tagboat.applier;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.kube.KubeWatches;
import dev.tagboat.applier.report.Progress;
import dev.tagboat.applier.run.Cycle;
import dev.tagboat.applier.run.Hints;
import dev.tagboat.applier.run.Loop;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tagboat-applier run}: until it is told to stop. */
@Command(
    name = "run",
    description = "Applies the config repo again and again, until stopped (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Kubernetes kills after 30 s. */
  private static final long GRACE = 25;

  @Mixin private Options options = new Options();

  @Override
  public Integer call() {
    return run(options);
  }

  static int run(Options options) {
    ApplierConfig config = options.config();
    Logging.use(options.json());
    KubeCluster cluster = options.cluster();
    Hints hints = new Hints();
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, hints, ended), "stop"));
    ApplySet set = ApplySet.of(config.cluster(), config.stateNamespace());
    Progress progress = new Progress(Clock.systemUTC(), stuckAfter(config));
    Telling telling = new Telling(config, progress);
    Optional<StatusPort> port = config.listen().map(at -> StatusPort.open(at, progress));
    try (GitSource source =
            GitSource.open(config.source(), Limits.of(config.source()), config.data());
        KubeWatches watches =
            options.watches(config.apply().namespaces(), set.selector(), hints::give)) {
      Cycle cycle = new Cycle(config, source, cluster, watches, Version.number(), Pause.SLEEP);
      LOG.atInfo()
          .addKeyValue("cluster", config.cluster())
          .addKeyValue("branch", config.source().branch())
          .log("applying {}", config.source().url());
      warnOfPush(config, source);
      boolean asked =
          new Loop(cycle, config, telling, Clock.systemUTC(), hints, new Random())
              .run(
                  () -> {
                    telling.retry();
                    return stopped.get();
                  });
      return asked ? 0 : 1;
    } finally {
      port.ifPresent(StatusPort::close);
      ended.countDown();
    }
  }

  private static void warnOfPush(ApplierConfig config, GitSource source) {
    try {
      if (!config.source().url().startsWith("file:") && source.canPush()) {
        LOG.warn(
            "The git key can push. Give the applier one that can only read: whoever takes over the"
                + " cluster could change the config repo.");
      }
    } catch (Fault e) {
      LOG.info("whether the git key can push could not be found out: {}", e.getMessage());
    }
  }

  // The longest pause, and a run in which a stage and the deleted objects take all their time.
  private static Duration stuckAfter(ApplierConfig config) {
    return config.source().interval().plus(config.healthTimeout().multipliedBy(4)).plus(PATIENCE);
  }

  // What is being applied is finished; the next start would find it, but there is no need for it.
  private static void stop(AtomicBoolean stopped, Hints hints, CountDownLatch ended) {
    LOG.info("stopping");
    stopped.set(true);
    hints.give();
    try {
      boolean inTime = ended.await(GRACE, TimeUnit.SECONDS);
      LOG.info(inTime ? "stopped" : "stopped while applying");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
