package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks the settings in a config repo. */
@Command(
    name = "validate",
    description = "Checks .tagboat.yaml and prints all problems at once, as file:line:column: why.",
    footer = {
      "",
      "Exit code 1: the file is invalid. Warnings name what is valid but has no effect yet.",
      "Example:",
      "  tagboat validate config-repo/"
    })
final class ValidateCommand extends Step {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  ValidateCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Optional<byte[]> bytes = WorkTree.open(dir).configBytes();
    if (bytes.isEmpty()) {
      console()
          .note(
              "There is no "
                  + BotConfig.FILE_NAME
                  + ": every image is followed as its tag implies.");
      return report(List.of());
    }
    return report(ConfigCheck.of(bytes.get()));
  }

  private int report(List<ConfigProblem> problems) {
    if (json()) {
      JsonRow.print(console(), problems.stream().map(ConfigProblem::row).toList());
    } else {
      problems.forEach(problem -> console().out().print(console().safe(problem.line()) + "\n"));
    }
    return problems.stream().anyMatch(ConfigProblem::isError) ? Exit.FAILED : Exit.OK;
  }
}
