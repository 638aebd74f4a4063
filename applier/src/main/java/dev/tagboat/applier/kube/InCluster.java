package dev.tagboat.applier.kube;

import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The access that Kubernetes gives a pod: a mounted token and certificate authority. */
public final class InCluster {
  private static final Path MOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  /**
   * @param environment of the process
   * @throws UserFault when this is no pod, or its token is not mounted
   */
  public static Access access(Map<String, String> environment) {
    String host = environment.get("KUBERNETES_SERVICE_HOST");
    if (host == null || !Files.exists(MOUNT.resolve("token"))) {
      throw new UserFault(
          "this is no pod with a service-account token. Outside of a cluster, give --kubeconfig"
              + " FILE.");
    }
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    String name = host.contains(":") ? "[" + host + "]" : host;
    try {
      return new Access(
          URI.create("https://" + name + ":" + port),
          Tls.of(Files.readAllBytes(MOUNT.resolve("ca.crt")), Optional.empty()),
          () -> Optional.of(SecretFile.read(MOUNT.resolve("token"))));
    } catch (IOException e) {
      throw new UserFault("cannot read " + MOUNT.resolve("ca.crt"), e);
    }
  }
}
