package dev.tagboat.applier;

import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.kube.KubeCluster;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:something failed; for diff, there are differences",
      "2:bad usage or bad configuration; for diff, it could not be found out",
      "70:a bug of Tagboat"
    })
public final class Main implements Callable<Integer> {
  private static final int BUG = 70;
  private static final SortedMap<String, Supplier<Callable<Integer>>> COMMANDS =
      new TreeMap<>(
          Map.of(
              "run", RunCommand::new,
              "once", OnceCommand::new,
              "diff", DiffCommand::new,
              "doctor", DoctorCommand::new));

  @Mixin private Options options = new Options();

  private Main() {}

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> Trace.of(bug).forEach(System.err::println));
    KubeCluster.prepare();
    System.exit(commandLine(args).execute(args));
  }

  /**
   * For these arguments: when they begin with a command, it knows only that one. To read what all
   * of them take would be a tenth of a short run.
   */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Main());
    String first = args.length > 0 ? args[0] : "";
    COMMANDS.forEach(
        (name, command) -> {
          if (name.equals(first) || !COMMANDS.containsKey(first)) {
            line.addSubcommand(command.get());
          }
        });
    return line.setCaseInsensitiveEnumValuesAllowed(true)
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
