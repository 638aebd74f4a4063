package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.kube.KubeWatches;
import dev.tagboat.applier.kube.Kubeconfig;
import dev.tagboat.applier.kube.NeedsApiServer;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.run.ConfigRepo;
import dev.tagboat.applier.run.Cycle;
import dev.tagboat.applier.run.Hints;
import dev.tagboat.applier.run.Loop;
import dev.tagboat.applier.run.Observer;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop against a real API server, woken by its watches. */
@NeedsApiServer
final class RunTest {
  @TempDir private Path folder;

  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

  private Report next() throws InterruptedException {
    Report report = reports.poll(60, TimeUnit.SECONDS);
    assertThat(report).isNotNull();
    return report;
  }

  @Test
  void driftIsSeenLongBeforeTheNextLook() throws Exception {
    try (ConfigRepo repo = ConfigRepo.in(folder.resolve("repo.git"))) {
      repo.put(
              "a.yaml",
              "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: watched }\ndata: { k: v }\n")
          .commit();
      ApplierConfig config =
          ConfigFile.read(
              Files.writeString(
                  folder.resolve("c.yaml"),
                  "cluster: run\nstate-namespace: run\nsource: { url: \""
                      + repo.url()
                      + "\", interval: 1h }\ndrift: { sweep: 10h }\n"));
      KubeCluster cluster = ApiServer.shared().admin();
      Hints hints = new Hints();
      AtomicBoolean stopped = new AtomicBoolean();
      ObjectId id = ObjectId.parse("ConfigMap/default/watched");
      try (GitSource source = GitSource.open(config.source(), Limits.DEFAULT, Optional.empty());
          KubeWatches watches =
              new KubeWatches(
                  Kubeconfig.access(ApiServer.shared().kubeconfig()),
                  Set.of(),
                  ApplySet.of("run", "run").selector(),
                  hints::give)) {
        Cycle cycle = new Cycle(config, source, cluster, watches, "0.0.0", Pause.SLEEP);
        Observer observer =
            new Observer() {
              @Override
              public void looked(boolean good) {
                assertThat(good).isTrue();
              }

              @Override
              public void reported(Report report, Duration took) {
                reports.add(report);
              }
            };
        Loop loop = new Loop(cycle, config, observer, Clock.systemUTC(), hints, new Random(1));
        Thread running = new Thread(() -> loop.run(stopped::get));
        running.start();
        assertThat(next().isFailed()).isFalse();

        cluster.patch(
            Kind.CONFIG_MAP,
            id,
            new ObjectMapper()
                .readTree("[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"x\"}]"),
            "kubectl-edit");
        Report healed = next();
        while (healed.drift().isEmpty()) {
          healed = next();
        }
        stopped.set(true);
        hints.give();
        running.join();

        assertThat(healed.drift().get(0).healed()).isTrue();
        assertThat(cluster.get(Kind.CONFIG_MAP, id).orElseThrow().at("/data/k").asText())
            .isEqualTo("v");
      }
    }
  }
}
