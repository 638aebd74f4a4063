package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the settings in a config repo. */
@Command(
    name = "validate",
    description = "Checks .tagboat.yaml and prints all problems at once, as file:line:column: why.",
    footer = {
      "",
      "Exit code 1: the file is invalid. Warnings name what is valid but has no effect yet.",
      "Example:",
      "  tagboat validate config-repo/",
      "  tagboat validate --schema > tagboat.schema.json"
    })
final class ValidateCommand extends Step {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  @Option(
      names = "--schema",
      description = "print the JSON Schema of .tagboat.yaml, for an editor, and check nothing")
  private boolean schema;

  ValidateCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException {
    if (schema) {
      console().out().print(schema());
      return Exit.OK;
    }
    WorkTree tree = WorkTree.open(dir, console()::progress);
    Optional<byte[]> bytes = tree.configBytes();
    if (bytes.isEmpty()) {
      console()
          .note(
              "There is no "
                  + BotConfig.FILE_NAME
                  + ": every image is followed as its tag implies.");
      return report(List.of());
    }
    List<ConfigProblem> problems = ConfigCheck.of(bytes.get(), tree.keys());
    return report(
        problems.stream().anyMatch(ConfigProblem::isError) ? problems : withIdle(problems, tree));
  }

  // Only fields need a look at the other files.
  private List<ConfigProblem> withIdle(List<ConfigProblem> problems, WorkTree tree) {
    return tree.config().scan().fields().isEmpty()
        ? problems
        : Stream.concat(problems.stream(), tree.idle(ScanCache.in(context())).stream())
            .sorted(Comparator.comparing(ConfigProblem::at))
            .toList();
  }

  private static String schema() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/" + BotConfig.SCHEMA)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
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
