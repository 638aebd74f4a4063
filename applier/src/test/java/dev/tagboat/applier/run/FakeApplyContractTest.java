package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.PlainAccess;
import dev.tagboat.applier.kube.fake.FakeApiServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

final class FakeApplyContractTest extends ApplyContract {
  private final FakeApiServer server = FakeApiServer.start();

  @Override
  Access access() {
    return PlainAccess.to(server.address(), Optional::empty);
  }

  @Override
  Pause pause() {
    return time -> {};
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
