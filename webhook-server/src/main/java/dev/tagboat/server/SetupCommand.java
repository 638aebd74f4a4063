package dev.tagboat.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tagboat-server setup}: what the server needs elsewhere. */
@Command(
    name = "setup",
    description = "Makes what the server needs elsewhere: 'setup github-app'.",
    mixinStandardHelpOptions = true,
    subcommands = SetupGitHubAppCommand.class)
final class SetupCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Set up what? There is: github-app");
  }
}
