package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whole processes of the command line: {@code scan} of 1,000 manifests with 2,000 images, and
 * {@code bump} of the last of 500 equal tags in one values file. Wall time and peak resident memory
 * (Linux), median of the runs. Arguments: the jar, {@code target/tagboat.jar} by default, and the
 * number of runs, 9 by default.
 */
public final class CliBench {
  private static final int MANIFESTS = 1_000;
  private static final int VALUES = 500;

  private CliBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String jar = arguments.length > 0 ? arguments[0] : "target/tagboat.jar";
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    Path directory = Files.createTempDirectory("tagboat-bench");
    try {
      Path manifests = manifests(directory.resolve("manifests"));
      Path values = values(directory.resolve("values"));
      measure(runs, "scan of 1,000 manifests, 2,000 images", jar, "scan", manifests.toString());
      measure(
          runs,
          "bump of the last of 500 equal tags",
          jar,
          "bump",
          "ghcr.io/acme/svc499:1.2.4",
          "--dry-run",
          "--dir",
          values.toString());
    } finally {
      delete(directory);
    }
  }

  private static void measure(int runs, String name, String jar, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar));
    command.addAll(List.of(words));
    List<Long> millis = new ArrayList<>();
    long peak = 0;
    for (int i = -1; i < runs; i++) {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      peak = Math.max(peak, peakWhileRunning(process));
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + process.exitValue() + ", not 0");
      }
      if (i >= 0) {
        millis.add((System.nanoTime() - start) / 1_000_000);
      }
    }
    millis.sort(Comparator.naturalOrder());
    System.out.printf("%s: %d ms, %d MiB%n", name, millis.get(runs / 2), peak / 1024);
  }

  /** In KiB: the kernel keeps the mark, so looking now and then is enough. */
  private static long peakWhileRunning(Process process) throws InterruptedException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    long peak = 0;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      try (Stream<String> lines = Files.lines(status)) {
        peak =
            lines
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(peak);
      } catch (IOException | UncheckedIOException e) {
        return peak;
      }
    }
    return peak;
  }

  private static Path manifests(Path root) throws IOException {
    for (int i = 0; i < MANIFESTS; i++) {
      Path folder = Files.createDirectories(root.resolve("team" + i % 50));
      Files.writeString(
          folder.resolve("app" + i + ".yaml"),
          """
          # app %1$d
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: app%1$d
            labels: {app: app%1$d, team: t%2$d}
          spec:
            replicas: 3
            template:
              metadata:
                labels:
                  app: app%1$d
              spec:
                containers:
                  - name: main
                    image: ghcr.io/acme/app%1$d:1.%2$d.2   # the app
                    ports: [{containerPort: 8080}]
                    resources:
                      requests: {cpu: 100m, memory: 128Mi}
                  - name: sidecar
                    image: "docker.io/envoyproxy/envoy:v1.28.0"
                    args:
                      - --log-level
                      - info
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: app%1$d}
          spec:
            ports:
              - port: 80
                targetPort: 8080
          """
              .formatted(i, i % 50));
    }
    return root;
  }

  private static Path values(Path root) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < VALUES; i++) {
      text.append(
          "c%1$d:\n  image:\n    repository: ghcr.io/acme/svc%1$d\n    tag: 1.2.3\n".formatted(i));
    }
    Files.createDirectories(root);
    Files.writeString(root.resolve("values.yaml"), text);
    return root;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
