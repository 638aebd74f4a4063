package dev.tagboat.bot.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The commands by name. */
final class Commands {
  private static final Map<String, Function<Context, Step>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("scan", ScanCommand::new);
    ALL.put("check", CheckCommand::new);
    ALL.put("bump", BumpCommand::new);
    ALL.put("propose", ProposeCommand::new);
    ALL.put("explain", ExplainCommand::new);
    ALL.put("select", SelectCommand::new);
    ALL.put("validate", ValidateCommand::new);
  }

  private Commands() {}

  /** The whole command line, of which only the command that is called is looked into. */
  static CommandLine line(String[] args, Context context) {
    CommandLine line = new CommandLine(new Root());
    Optional<String> called = Arrays.stream(args).filter(a -> !a.startsWith("-")).findFirst();
    // Reading the annotations of one command takes a JVM that just started some 20 ms.
    called
        .filter(ALL::containsKey)
        .ifPresentOrElse(
            name -> add(line, name, context),
            () -> ALL.keySet().forEach(n -> add(line, n, context)));
    Console console = context.console();
    line.setOut(console.out());
    line.setErr(console.err());
    line.setColorScheme(
        Help.defaultColorScheme(console.isTerminal() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    // A word that starts with @ is what it is, and no file of further words.
    line.setExpandAtFiles(false);
    line.setAbbreviatedOptionsAllowed(false);
    return line;
  }

  private static void add(CommandLine line, String name, Context context) {
    line.addSubcommand(name, Objects.requireNonNull(ALL.get(name)).apply(context));
  }

  /** What stands before every command. */
  @Command(
      name = "tagboat",
      description = {
        "Finds the images in a config repo, decides which tags may replace theirs, and changes"
            + " exactly those tags: in place, or by a pull request.",
        ""
      },
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "tagboat COMMAND --help tells more, with an example.",
        "Exit codes: 0 done, 1 failed, 2 bad usage or bad input, 3 nothing matched."
      })
  static final class Root {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this help and exit")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean help;

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "print the version and exit")
    @SuppressWarnings("UnusedVariable") // picocli answers it
    private boolean version;
  }

  /** From the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"tagboat " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
