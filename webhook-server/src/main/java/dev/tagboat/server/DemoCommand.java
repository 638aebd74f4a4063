package dev.tagboat.server;

import dev.tagboat.server.demo.DemoRun;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server demo}. */
@Command(
    name = "demo",
    description = {
      "The main job on embedded parts: a registry, a small GitHub, a config repo and this server,",
      "all on 127.0.0.1. Needs no account, no cluster and no other install."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = {
        "The server's port; the forge and the registry take the two after it.",
        "0 takes any free ones. Default: ${DEFAULT-VALUE}"
      },
      defaultValue = "7410")
  private int port = 7410;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Keep everything there and go on with it next time. Default: a temporary one.")
  private @Nullable Path dir;

  @Option(
      names = "--exit",
      description = {
        "Run once: push, propose, merge, check that main has the new tag.",
        "Exit code 0 when it has, else 1 and a sentence."
      })
  private boolean exit;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Logging.onlyTrouble();
    DemoRun.run(
        new DemoRun.Options(port, dir, exit), spec.commandLine().getOut(), Clock.systemUTC());
  }
}
