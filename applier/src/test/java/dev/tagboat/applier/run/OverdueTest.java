package dev.tagboat.applier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.ManualClock;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.health.Health;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout that takes too long is told of, though nothing changes any more. */
@NeedsApiServer
final class OverdueTest {
  private static final String PENDING =
      """
      apiVersion: v1
      kind: Pod
      metadata: { name: overdue, namespace: default }
      spec: { containers: [{ name: web, image: "registry.acme.io/acme/web:1" }], nodeName: nowhere }
      """;

  @TempDir private Path folder;

  @Test
  void aRunComesWhenADeadlineIsOver() throws IOException {
    try (ConfigRepo repo = ConfigRepo.in(folder.resolve("repo.git"))) {
      String commit = repo.put("a.yaml", PENDING).commit();
      String text =
          "cluster: overdue\nstate-namespace: overdue\nsource: { url: \"" + repo.url() + "\" }\n";
      ApplierConfig config = ConfigFile.read(Files.writeString(folder.resolve("c.yaml"), text));
      ManualClock clock = new ManualClock();
      try (GitSource source = GitSource.open(config.source(), Limits.DEFAULT, Optional.empty())) {
        Cycle cycle =
            new Cycle(
                config,
                source,
                ApiServer.shared().admin(),
                Watches.NONE,
                "0.0.0",
                Pause.SLEEP,
                clock);
        Report first = cycle.look(Optional.empty()).orElseThrow();
        Optional<Report> same = cycle.look(Optional.of(commit));
        clock.advance(Duration.ofMinutes(6));

        Report overdue = cycle.look(Optional.of(commit)).orElseThrow();

        assertThat(first.problems()).isEmpty();
        assertThat(first.isUnderWay()).isTrue();
        assertThat(same).isEmpty();
        assertThat(overdue.images().get(0).health().state()).isEqualTo(Health.State.FAILED);
        assertThat(cycle.look(Optional.of(commit))).isEmpty();
      }
    }
  }
}
