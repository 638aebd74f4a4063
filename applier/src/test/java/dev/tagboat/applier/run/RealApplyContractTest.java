package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.Kubeconfig;
import dev.tagboat.applier.kube.NeedsApiServer;

@NeedsApiServer
final class RealApplyContractTest extends ApplyContract {
  @Override
  Access access() {
    return Kubeconfig.access(ApiServer.shared().kubeconfig());
  }

  @Override
  Pause pause() {
    return Pause.SLEEP;
  }
}
