package dev.tagboat.bot.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a cluster is in reach. The bot writes to git; a cluster's credential beside it would join
 * what the design keeps apart.
 */
public final class ClusterDoctor {
  private static final String COMPONENT = "cluster";
  private static final String TOKEN = "var/run/secrets/kubernetes.io/serviceaccount/token";

  private final Map<String, String> env;
  private final Path root;
  private final Path home;

  /**
   * @param root of the file system
   */
  public ClusterDoctor(Map<String, String> env, Path root, Path home) {
    this.env = env;
    this.root = root;
    this.home = home;
  }

  /** Whether a token of a pod or a kubeconfig is there. */
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(serviceAccount());
    findings.add(kubeconfig());
    return findings;
  }

  private Finding serviceAccount() {
    String what = "service account";
    if (Files.exists(root.resolve(TOKEN))) {
      return Finding.tooMuch(
          COMPONENT,
          what,
          "A service-account token is mounted at /" + TOKEN + ": this process can ask the cluster.",
          "Set automountServiceAccountToken: false in the pod, or on its service account.");
    }
    return Finding.ok(
        COMPONENT,
        what,
        env.containsKey("KUBERNETES_SERVICE_HOST")
            ? "We run in a cluster, and no service-account token is mounted."
            : "No service-account token is mounted.");
  }

  private Finding kubeconfig() {
    String what = "kubeconfig";
    List<Path> files = new ArrayList<>();
    for (String name : env.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
      if (!name.isEmpty()) {
        files.add(root.resolve(name));
      }
    }
    files.add(home.resolve(".kube").resolve("config"));
    return files.stream()
        .filter(Files::exists)
        .findFirst()
        .map(
            file ->
                Finding.tooMuch(
                    COMPONENT,
                    what,
                    "There is a kubeconfig at " + file + ": whoever runs this can reach a cluster.",
                    "Run the bot as a user, or in a job, without it."))
        .orElseGet(() -> Finding.ok(COMPONENT, what, "No kubeconfig is in reach."));
  }
}
