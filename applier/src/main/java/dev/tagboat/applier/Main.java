package dev.tagboat.applier;

import dev.tagboat.applier.fault.Fault;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The command {@code tagboat-applier}. */
@Command(
    name = "tagboat-applier",
    description = "Applies a config repo to the cluster it runs in. Without a command it runs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {RunCommand.class, OnceCommand.class, DiffCommand.class, DoctorCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:something failed; for diff, there are differences",
      "2:bad usage or bad configuration; for diff, it could not be found out",
      "70:a bug of Tagboat"
    })
public final class Main implements Callable<Integer> {
  private static final int BUG = 70;

  @Mixin private Options options = new Options();

  private Main() {}

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> Trace.of(bug).forEach(System.err::println));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::badUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public Integer call() {
    return RunCommand.run(options);
  }

  private static int badUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    if (e instanceof Fault) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println("This is a bug of Tagboat; please report it with what follows.");
    Trace.of(e).forEach(err::println);
    err.flush();
    return BUG;
  }
}
