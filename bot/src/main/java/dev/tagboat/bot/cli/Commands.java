package dev.tagboat.bot.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The commands by name. A short command spends most of its time starting, so only what is called is
 * built: reading the annotations of one command takes a JVM that just started some 20 ms.
 */
final class Commands {
  /** Name and first sentence, in the order of {@code tagboat --help}. */
  static final Map<String, String> SUMMARIES = summaries();

  private Commands() {}

  private static Map<String, String> summaries() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("scan", "Lists every image reference in a config repo.");
    all.put("check", "Lists the updates that registries have and policies accept.");
    all.put("bump", "Writes tags into files, and prints the diff.");
    all.put("propose", "Confirms tags, and opens or updates pull requests.");
    all.put("explain", "Tells why each place of an image would or would not change.");
    all.put("select", "Picks the tag that a policy would take.");
    all.put("init", "Looks at a config repo, and proposes a .tagboat.yaml.");
    all.put("validate", "Checks .tagboat.yaml, and tells all problems at once.");
    all.put("doctor", "Tells what our credentials can do, and should not.");
    all.put("completion", "Prints the script with which bash and zsh complete.");
    return Collections.unmodifiableMap(all);
  }

  private static Step make(String name, Context context) {
    return switch (name) {
      case "scan" -> new ScanCommand(context);
      case "check" -> new CheckCommand(context);
      case "bump" -> new BumpCommand(context);
      case "propose" -> new ProposeCommand(context);
      case "explain" -> new ExplainCommand(context);
      case "select" -> new SelectCommand(context);
      case "init" -> new InitCommand(context);
      case "validate" -> new ValidateCommand(context);
      case "doctor" -> new DoctorCommand(context);
      case "completion" -> new CompletionCommand(context);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The command line as far as these arguments need it: of other commands it knows the names. */
  static CommandLine line(String[] args, Context context) {
    CommandLine line = new CommandLine(new Root());
    String called = called(args);
    if (called != null && SUMMARIES.containsKey(called)) {
      line.addSubcommand(called, make(called, context));
    } else {
      SUMMARIES.forEach((name, summary) -> line.addSubcommand(name, summarised(summary)));
    }
    return configured(line, context.console());
  }

  /** The command line with every command, for whoever wants to know all of it. */
  static CommandLine whole(Context context) {
    CommandLine line = new CommandLine(new Root());
    SUMMARIES.keySet().forEach(name -> line.addSubcommand(name, make(name, context)));
    return configured(line, context.console());
  }

  private static @Nullable String called(String[] args) {
    for (String arg : args) {
      if (!arg.startsWith("-")) {
        return arg;
      }
    }
    return null;
  }

  private static CommandSpec summarised(String summary) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(summary);
    return spec;
  }

  private static CommandLine configured(CommandLine line, Console console) {
    line.setOut(console.out());
    line.setErr(console.err());
    line.setColorScheme(
        Help.defaultColorScheme(console.isTerminal() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    // A word that starts with @ is what it is, and no file of further words.
    line.setExpandAtFiles(false);
    line.setAbbreviatedOptionsAllowed(false);
    return line;
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
