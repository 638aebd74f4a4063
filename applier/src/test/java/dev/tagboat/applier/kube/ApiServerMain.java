package dev.tagboat.applier.kube;

import java.util.concurrent.CountDownLatch;

/** An API server for benchmarks and for trying things: prints its kubeconfig, runs until killed. */
final class ApiServerMain {
  private ApiServerMain() {}

  public static void main(String[] args) throws InterruptedException {
    ApiServer server = ApiServer.shared();
    System.out.println(server.kubeconfig());
    new CountDownLatch(1).await();
  }
}
