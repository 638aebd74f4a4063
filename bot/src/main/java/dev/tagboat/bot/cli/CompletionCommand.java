package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script that completes words in a shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which a shell completes commands, options and their values.",
      "One script serves both shells. It completes the word tagboat: the launcher, or an alias."
    },
    footer = {
      "",
      "Exit code 0.",
      "Example:",
      "  tagboat completion bash > ~/.tagboat-completion",
      "  echo 'source ~/.tagboat-completion' >> ~/.bashrc   # zsh: ~/.zshrc"
    })
final class CompletionCommand extends Step {
  @Parameters(
      paramLabel = "bash|zsh",
      arity = "0..1",
      defaultValue = "bash",
      completionCandidates = Shells.class,
      description = "the shell (default: bash)")
  private String shell = "bash";

  CompletionCommand(Context context) {
    super(context);
  }

  /** The words it takes. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "zsh").iterator();
    }
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw new BadInput(
          "There is no script for " + Printable.quote(shell) + ". Name bash or zsh.");
    }
    // The script loads zsh's emulation of bash's completion by itself where it is needed.
    console().out().print(script());
    return Exit.OK;
  }

  // picocli switches off that bash offers file names where nothing else is known, and directories
  // are texts to it.
  private String script() {
    String made = AutoComplete.bash("tagboat", Commands.whole(context()));
    return made.lines()
        .filter(line -> !line.endsWith("compopt +o default"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
