package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The server as a process that is killed and started again, always on the same port and data. */
final class MortalServer implements AutoCloseable {
  private final Path log;
  private final Map<String, String> environment;
  private final Path config;
  private final ApiClient api;
  private ServerProcess process;

  /** Starts it and waits until it is ready. */
  MortalServer(Path log, Map<String, String> environment, Path config, ApiClient api) {
    this.log = log;
    this.environment = environment;
    this.config = config;
    this.api = api;
    this.process = start();
  }

  private ServerProcess start() {
    ServerProcess started =
        ServerProcess.start(log, environment, "serve", "--config", config.toString());
    ApiClient.await(
        "the server",
        ApiClient.UNDER_LOAD,
        () -> {
          assertThat(started.isAlive()).as(started.output()).isTrue();
          return isReady();
        });
    return started;
  }

  private boolean isReady() {
    try {
      return !api.text("/readyz").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL; ready again when this returns. */
  void crash() throws InterruptedException {
    process.kill();
    process = start();
  }

  @Override
  public void close() {
    process.close();
  }
}
