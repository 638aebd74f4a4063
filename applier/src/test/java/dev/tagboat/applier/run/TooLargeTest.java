package dev.tagboat.applier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.source.Fetched;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.Source;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repo that takes more memory than there is. */
final class TooLargeTest {
  @TempDir private Path folder;

  private static final class Huge implements Source {
    @Override
    public Fetched fetch(Supplier<Known> known) {
      throw new OutOfMemoryError("Java heap space");
    }

    @Override
    public void keep(String commit) {}

    @Override
    public Optional<Revision> kept() {
      return Optional.empty();
    }

    @Override
    public boolean canPush() {
      return false;
    }

    @Override
    public void close() {}
  }

  /** In which nothing is. */
  private static Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) ->
                method.getReturnType() == Optional.class ? Optional.empty() : null);
  }

  @Test
  void isToldAndThenTheLoopEnds() throws IOException {
    ApplierConfig config =
        ConfigFile.read(
            Files.writeString(
                folder.resolve("c.yaml"), "cluster: huge\nsource: { url: 'file:///x' }\n"));
    List<Report> reports = new ArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void looked(boolean good) {
            assertThat(good).isFalse();
          }

          @Override
          public void reported(Report report, Duration took) {
            reports.add(report);
          }
        };
    Cycle cycle = new Cycle(config, new Huge(), cluster(), Watches.NONE, "0.0.0", duration -> {});
    Loop loop = new Loop(cycle, config, observer, Clock.systemUTC(), new Hints(), new Random(1));

    boolean asked = loop.run(() -> false);

    assertThat(asked).isFalse();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).problems())
        .singleElement()
        .asString()
        .contains("is too large for the memory", "Raise -Xmx");
  }
}
