package dev.tagboat.bot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common. */
abstract class Step implements Callable<Integer> {
  private final Context context;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = Format.Converter.class,
      description = "table for people, json for programs (default: table)")
  private Format format = Format.TABLE;

  @Option(names = "--debug", description = "print a stack trace when Tagboat itself breaks")
  @SuppressWarnings("UnusedVariable") // looked at before a command is made, see Main
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  @SuppressWarnings("UnusedVariable") // picocli answers it
  private boolean help;

  Step(Context context) {
    this.context = context;
  }

  Context context() {
    return context;
  }

  Console console() {
    return context.console();
  }

  boolean json() {
    return format == Format.JSON;
  }
}
