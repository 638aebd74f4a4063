package dev.tagboat.bot.cli;

import dev.tagboat.bot.edit.Editor;
import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.edit.UnifiedDiff;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Edits files in place. */
@Command(
    name = "bump",
    description = {
      "Writes tags into the files of a config repo, offline, and prints the diff.",
      "The policies of the repo hold here too: a place that they keep is named with the reason."
    },
    footer = {
      "",
      "Exit code 3: no place was changed, and none has that tag already.",
      "Example:",
      "  tagboat bump ghcr.io/acme/app:1.4.2 --dry-run | git apply --check"
    })
final class BumpCommand extends Step {
  @Parameters(
      paramLabel = "IMAGE:TAG[@DIGEST]",
      arity = "1..*",
      description = "what is to run; several at once change all files together")
  private List<String> references = new ArrayList<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  @Option(names = "--dry-run", description = "print the diff and write nothing")
  private boolean dryRun;

  @Option(
      names = "--allow-downgrade",
      description = "also replace a tag by an older one; nothing else that a policy says is lifted")
  private boolean allowDowngrade;

  BumpCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<Wanted> wanted = ReferenceArgument.wanted(references);
    WorkTree tree = WorkTree.open(dir, console()::progress);
    Findings found =
        tree.look(wanted.stream().map(Wanted::image).distinct().toList(), console()::note);
    BumpPlan plan = Planner.plan(wanted, found.rules(), found.sites(), allowDowngrade);
    List<FileEdit> edits = Editor.edit(plan, found::content);
    if (!dryRun) {
      write(found, edits);
    }
    BumpReport report = new BumpReport(console(), plan, UnifiedDiff.of(edits), dryRun);
    if (json()) {
      report.json();
    } else {
      report.text();
    }
    return report.exitCode();
  }

  private void write(Findings found, List<FileEdit> edits) {
    try (FileSwap swap = new FileSwap()) {
      int done = 0;
      for (FileEdit edit : edits) {
        console().progress("writing file " + ++done + " of " + edits.size());
        stage(swap, found.file(edit.path()), edit);
      }
      swap.commit();
    } catch (IOException e) {
      throw new UserFault("the files could not be written: " + Walk.reason(e) + ".", e);
    }
  }

  private static void stage(FileSwap swap, Path file, FileEdit edit) {
    try {
      swap.stage(file, edit.before().getBytes(StandardCharsets.UTF_8), edit.bytes());
    } catch (IOException e) {
      throw new UserFault(
          edit.path() + " cannot be written: " + Walk.reason(e) + ". Nothing was changed.", e);
    }
  }
}
