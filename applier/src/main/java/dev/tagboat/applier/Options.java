package dev.tagboat.applier;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.InCluster;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.kube.KubeWatches;
import dev.tagboat.applier.kube.Kubeconfig;
import dev.tagboat.applier.run.Cycle;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands take. */
final class Options {
  private static final Duration REQUEST = Duration.ofSeconds(30);

  /** How outputs are written. */
  enum Output {
    text,
    json
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-applier.yaml")
  private Path file = Path.of("tagboat-applier.yaml");

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "How to reach the cluster from outside. In a pod: its service account.")
  private @Nullable Path kubeconfig;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json. Default: ${DEFAULT-VALUE}",
      defaultValue = "text")
  private Output output = Output.text;

  ApplierConfig config() {
    return ConfigFile.read(file);
  }

  boolean json() {
    return output == Output.json;
  }

  KubeCluster cluster() {
    return new KubeCluster(access(), REQUEST, Pause.SLEEP);
  }

  KubeWatches watches(Set<String> namespaces, String selector, Runnable changed) {
    return new KubeWatches(access(), namespaces, selector, changed);
  }

  private Access access() {
    return kubeconfig == null ? InCluster.access(System.getenv()) : Kubeconfig.access(kubeconfig);
  }

  /** Does {@code work} with everything open. */
  <T> T with(Function<Cycle, T> work) {
    ApplierConfig config = config();
    KubeCluster cluster = cluster();
    try (GitSource source =
        GitSource.open(config.source(), Limits.of(config.source()), config.data())) {
      return work.apply(
          new Cycle(config, source, cluster, Watches.NONE, Version.number(), Pause.SLEEP));
    }
  }
}
