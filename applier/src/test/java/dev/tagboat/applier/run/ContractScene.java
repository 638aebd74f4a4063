package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A config repo and a namespace of its own for each test of a contract. */
abstract class ContractScene {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir private Path folder;

  Scenario scene;

  abstract Access access() throws IOException;

  abstract Pause pause();

  @BeforeEach
  final void begin() throws IOException {
    String namespace = "contract-" + NUMBER.incrementAndGet();
    scene = new Scenario(folder, namespace, access(), Duration.ofSeconds(30), pause());
  }

  @AfterEach
  final void end() {
    scene.close();
  }

  final void applied() throws IOException {
    scene.repo.commit();
    Report report = scene.look();
    assertThat(report.isFailed()).as(reasons(report)).isFalse();
  }

  final String name(String name) {
    return "ConfigMap/" + scene.namespace + "/" + name;
  }
}
