package dev.tagboat.applier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.KubeWatches;
import dev.tagboat.applier.kube.PlainAccess;
import dev.tagboat.applier.kube.fake.Asked;
import dev.tagboat.applier.kube.fake.FakeApiServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches that end: changes are seen all the same, and nothing is listed in a loop. */
final class WatchFaultsTest {
  @TempDir private Path folder;

  private void seenAgainAfter(Consumer<FakeApiServer> end) throws Exception {
    try (FakeApiServer server = FakeApiServer.start()) {
      Access access = PlainAccess.to(server.address(), Optional::empty);
      Semaphore hints = new Semaphore(0);
      String selector = ApplySet.of("shop", "state-shop").selector();
      try (Scenario scene =
              new Scenario(folder, "shop", access, Duration.ofSeconds(30), time -> {});
          KubeWatches watches = new KubeWatches(access, Set.of(), selector, hints::release)) {
        scene.map("a", "{ k: v }").map("b", "{ k: v }").repo.commit();
        scene.lookUntilGood(1);
        watches.follow(Set.of(Kind.CONFIG_MAP));
        server.streams().awaitBegun(1);
        hints.acquire();
        server.asked();

        end.accept(server);
        scene.setAs("kubectl-edit", "a", "by hand");
        server.streams().awaitBegun(1);
        hints.acquire();
        List<Asked> again = server.asked();
        scene.setAs("kubectl-edit", "b", "by hand");
        hints.acquire();

        assertThat(again.stream().filter(Asked::isList)).hasSize(1);
        assertThat(scene.look().drift()).hasSize(2).allMatch(drifted -> drifted.healed());
      }
    }
  }

  @Test
  void aWatchThatIsDroppedBeginsAgain() throws Exception {
    seenAgainAfter(server -> server.streams().drop());
  }

  @Test
  void aWatchThatIsTooOldBeginsAgain() throws Exception {
    seenAgainAfter(server -> server.streams().expire());
  }
}
