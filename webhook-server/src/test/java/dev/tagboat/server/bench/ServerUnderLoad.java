package dev.tagboat.server.bench;

import dev.tagboat.server.config.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The built jar as a process of its own, which can be killed and started again. */
final class ServerUnderLoad implements AutoCloseable {
  private static final byte[] READY =
      "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final int port;
  private final ProcessBuilder builder;
  private Process process;

  private ServerUnderLoad(int port, ProcessBuilder builder) throws IOException {
    this.port = port;
    this.builder = builder;
    this.process = builder.start();
  }

  /** Started, and ready. */
  static ServerUnderLoad start(
      Path folder, int port, DatabaseConfig store, String registry, String repo)
      throws IOException, InterruptedException {
    Path config =
        Files.writeString(folder.resolve("server.yaml"), config(port, store, registry, repo));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-jar",
                    System.getProperty("tagboat.jar", "target/tagboat-server.jar"),
                    "serve",
                    "--config",
                    config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOOK_SECRET",
                Requests.SECRET,
                "FORGE_TOKEN",
                RoughBench.FORGE_TOKEN,
                "DATABASE_PASSWORD",
                store.password() == null ? "-" : store.password().reveal()));
    ServerUnderLoad server = new ServerUnderLoad(port, builder);
    server.awaitReady();
    return server;
  }

  private static String config(int port, DatabaseConfig store, String registry, String repo) {
    String login =
        store.username() == null
            ? ""
            : ", username: " + store.username() + ", password: \"${DATABASE_PASSWORD}\"";
    return """
        listen: 127.0.0.1:%d
        data: data
        database: { url: "%s"%s }
        hooks:
          - { name: main, type: distribution, secret: "${HOOK_SECRET}", registry: "%s" }
          - { name: signed, type: generic, auth: hmac-sha256, secret: "${HOOK_SECRET}", registry: "%s" }
        repositories:
          - url: %s
            forge: { type: github, token: "${FORGE_TOKEN}" }
            images: ["%s/acme/*"]
        """
        .formatted(port, store.url(), login, registry, registry, repo, registry);
  }

  void awaitReady() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try (Wire wire = new Wire(port)) {
        if (wire.exchange(READY).status() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not yet.
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended with " + process.waitFor());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new IllegalStateException("the server does not get ready");
  }

  /** SIGKILL, and a new start. Nanoseconds until it was ready again. */
  long killAndRestart() throws IOException, InterruptedException {
    long start = System.nanoTime();
    process.destroyForcibly();
    process.waitFor();
    process = builder.start();
    awaitReady();
    return System.nanoTime() - start;
  }

  /** The most memory that this life of it has had, in MiB (VmHWM of Linux); 0 elsewhere. */
  long peakMemory() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** SIGTERM; what it was doing is finished. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
