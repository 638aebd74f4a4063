package dev.tagboat.bot.registry;

import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.embedded.TestDirectories;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** CNCF Distribution itself (Debian's {@code docker-registry}) as a process on loopback. */
public final class RealRegistry implements AutoCloseable {
  /** The user of a registry started {@link #withPassword}. */
  public static final String USERNAME = "tester";

  /** That user's password. */
  public static final String PASSWORD = "s3cret-pass";

  // htpasswd needs bcrypt; this is PASSWORD, cost 5.
  private static final String HTPASSWD =
      "tester:$2y$05$abcdefghijklmnopqrstuuV7fpPozvyqJfnY19y0802WTlXUm6Rjy\n";

  private final Process process;
  private final Path directory;
  private final int port;

  private RealRegistry(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /** Without notifications. */
  public static RealRegistry start() {
    return launch(null, "", false);
  }

  /** Sends its notifications to {@code url} with {@code Authorization: Bearer <secret>}. */
  public static RealRegistry start(URI url, String bearerSecret) {
    return launch(url, bearerSecret, false);
  }

  /** Lets in only {@link #USERNAME} with {@link #PASSWORD}. */
  public static RealRegistry withPassword() {
    return launch(null, "", true);
  }

  private static RealRegistry launch(@Nullable URI url, String bearer, boolean auth) {
    Path program = RealProgram.find("docker-registry", "docker-registry");
    try {
      Path directory = Files.createTempDirectory("real-registry");
      int port = freePort();
      Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
      Path config =
          Files.writeString(
              directory.resolve("config.yml"),
              config(directory, port) + notifications(url, bearer) + auth(directory, auth));
      Process process =
          new ProcessBuilder(program.toString(), "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log.txt").toFile())
              .start();
      RealRegistry registry = new RealRegistry(process, directory, port);
      registry.awaitAnswer();
      return registry;
    } catch (IOException e) {
      throw new IllegalStateException("could not start docker-registry", e);
    }
  }

  private static String config(Path directory, int port) {
    return """
        version: 0.1
        log: {level: warn, accesslog: {disabled: true}}
        storage:
          filesystem: {rootdirectory: "%s"}
          delete: {enabled: true}
        http: {addr: "127.0.0.1:%d", secret: only-for-tests}
        """
        .formatted(directory.resolve("data"), port);
  }

  private static String notifications(@Nullable URI url, String bearer) {
    return url == null
        ? ""
        : """
        notifications:
          endpoints:
            - name: test
              url: "%s"
              headers: {Authorization: ["Bearer %s"]}
              timeout: 3s
              threshold: 5
              backoff: 1s
        """
            .formatted(url, bearer);
  }

  private static String auth(Path directory, boolean auth) {
    return auth
        ? "auth: {htpasswd: {realm: test, path: \"" + directory.resolve("htpasswd") + "\"}}\n"
        : "";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    Request request = new Request.Builder().url("http://" + host() + "/v2/").build();
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try (Response response = HttpClients.shared().newCall(request).execute()) {
        if (response.code() == 200 || response.code() == 401) {
          return;
        }
      } catch (IOException e) {
        pause();
      }
    }
    String log = Files.readString(directory.resolve("log.txt"));
    close();
    throw new IllegalStateException("docker-registry did not start: " + log);
  }

  private void pause() {
    try {
      // Ends early when the process does.
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code 127.0.0.1:<port>}, as it stands in image names. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    TestDirectories.delete(directory);
  }
}
