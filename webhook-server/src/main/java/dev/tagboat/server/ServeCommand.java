package dev.tagboat.server;

import dev.tagboat.server.assembly.TagboatServer;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tagboat-server serve}: until it is told to stop. */
@Command(
    name = "serve",
    description = "Receives events and opens pull requests, until stopped (SIGTERM, Ctrl-C).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public void run() {
    serve(options);
  }

  static void serve(ServeOptions options) {
    Logging.use(options.logFormat);
    ServerConfig config = options.config.read();
    for (Hook hook : config.hooks()) {
      if (hook.hasWeakSecret()) {
        LOG.warn("The secret of hook '{}' is short enough to be guessed.", hook.name());
      }
    }
    TagboatServer server = TagboatServer.start(config, Clock.systemUTC());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LOG.info("stopping");
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    LOG.atInfo()
        .addKeyValue("hooks", config.hooks().size())
        .addKeyValue("repositories", config.repositories().stream().map(Repository::key).toList())
        .log("listening on http://{}:{}", config.listen().host(), server.port());
    server.watchCredentials();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
