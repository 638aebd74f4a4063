package dev.tagboat.server;

import dev.tagboat.server.assembly.Outsides;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.work.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server check-config}: all that can be said of it without a connection. */
@Command(
    name = "check-config",
    description = "Reads the configuration as 'serve' would, and says what it found.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-server.yaml")
  private Path file = Path.of("tagboat-server.yaml");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    ServerConfig config = ConfigFile.read(file, System::getenv);
    Workers.Outside unused = Outsides.of(config, Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    out.println(file + " is valid");
    out.println("listens on " + config.listen().host() + ":" + config.listen().port());
    for (Hook hook : config.hooks()) {
      out.println(
          "hook       /hooks/"
              + hook.name()
              + "  "
              + hook.type().key()
              + ", "
              + hook.auth().key()
              + ", speaks for "
              + hook.registry());
    }
    for (Repository repository : config.repositories()) {
      out.println("repository " + repository.key() + "  branch " + repository.branch());
    }
    out.flush();
  }
}
