package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.yaml.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code tagboat}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // picocli looks these classes up at each start, and no option of ours is a date.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    int code = run(args, new Context(console(), System.getenv(), Clock.systemUTC()));
    System.exit(code);
  }

  private static Console console() {
    boolean terminal = isTerminal();
    Console console =
        new Console(
            System.in,
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            new java.io.FileOutputStream(java.io.FileDescriptor.err),
            System.getenv(),
            terminal,
            Clock.systemUTC());
    if (terminal && isErrRedirected()) {
      console.hideProgress();
    }
    console.keepProgressCurrent();
    return console;
  }

  // Java's console looks at standard input and output only.
  private static boolean isErrRedirected() {
    Path err = Path.of("/proc/self/fd/2");
    try {
      return Files.isSymbolicLink(err)
          && !Files.readSymbolicLink(err).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException e) {
      return true;
    }
  }

  /** Runs one command as from a shell, where no stream is a terminal; answers its exit code. */
  public static int run(
      String[] args, InputStream in, OutputStream out, OutputStream err, Map<String, String> env) {
    Clock clock = Clock.systemUTC();
    return run(args, new Context(new Console(in, out, err, env, false, clock), env, clock));
  }

  static int run(String[] args, Context context) {
    Console console = context.console();
    int code;
    try {
      code = execute(args, context);
    } catch (BadInput e) {
      console.note("tagboat: " + e.getMessage());
      code = Exit.USAGE;
    } catch (Fault e) {
      console.note("tagboat: " + e.getMessage());
      code = Exit.FAILED;
    } catch (OutOfMemoryError e) {
      console.note("tagboat: out of memory. Give Java more, for example with java -Xmx2g -jar …");
      code = Exit.BUG;
    } catch (Exception | StackOverflowError e) {
      code = bug(args, console, e);
    }
    console.flush();
    if (console.problem() != null) {
      console.note("tagboat: the output could not be written: " + console.problem());
      return code == Exit.OK ? Exit.FAILED : code;
    }
    return code;
  }

  private static int execute(String[] args, Context context) throws Exception {
    CommandLine line = Commands.line(args, context);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(args);
    } catch (ParameterException e) {
      String name = e.getCommandLine().getCommandSpec().qualifiedName();
      throw new BadInput(sentence(e) + " See " + name + " --help.", e);
    }
    Integer shown = CommandLine.executeHelpRequest(parsed);
    if (shown != null) {
      return shown;
    }
    if (!parsed.hasSubcommand()) {
      throw new BadInput("No command is given. See tagboat --help.");
    }
    Step step = (Step) parsed.subcommand().commandSpec().userObject();
    if (step.json()) {
      context.console().hideProgress();
    }
    return step.call();
  }

  private static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && e.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      String word = unmatched.getUnmatched().get(0);
      String near = Spelling.nearest(word, Commands.SUMMARIES.keySet()).orElse(null);
      return "There is no command "
          + Printable.quote(word)
          + "."
          + (near == null ? "" : " Did you mean " + near + "?");
    }
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad usage");
    return first.endsWith(".") || first.endsWith("?") ? first : first + ".";
  }

  private static int bug(String[] args, Console console, Throwable e) {
    console.note(
        "tagboat: this is a bug in Tagboat ("
            + e.getClass().getSimpleName()
            + "). Please report it, with the output of the same command and --debug.");
    if (List.of(args).contains("--debug")) {
      e.printStackTrace(console.err());
    }
    return Exit.BUG;
  }

  // Since Java 22 there is a console even when nobody sits at it, and a method that tells.
  @SuppressWarnings("SystemConsoleNull") // that is exactly what is dealt with here
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      Method method = java.io.Console.class.getMethod("isTerminal");
      return Boolean.TRUE.equals(method.invoke(console));
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
