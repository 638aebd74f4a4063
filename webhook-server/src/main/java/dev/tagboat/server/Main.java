package dev.tagboat.server;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.server.demo.DemoFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The command {@code tagboat-server}. Without a subcommand it serves. */
@Command(
    name = "tagboat-server",
    description = "Turns pushed images into pull requests that bump their tags in config repos.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      CheckConfigCommand.class,
      SendTestCommand.class,
      AuditCommand.class,
      SetupCommand.class,
      DoctorCommand.class,
      DemoCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it did not; a sentence on standard error says why",
      "2:bad usage or bad configuration",
      "70:a bug of Tagboat"
    })
public final class Main implements Runnable {
  private static final int BUG = 70;

  @Mixin private ServeOptions options = new ServeOptions();

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::badUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public void run() {
    ServeCommand.serve(options);
  }

  private static int badUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    if (e instanceof DemoFailure) {
      err.println(e.getMessage());
      return 1;
    }
    if (e instanceof Fault) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println("This is a bug of Tagboat; please report it with what follows.");
    e.printStackTrace(err);
    err.flush();
    return BUG;
  }
}
