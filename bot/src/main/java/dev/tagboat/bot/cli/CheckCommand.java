package dev.tagboat.bot.cli;

import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for updates in the registries. */
@Command(
    name = "check",
    description = {
      "Asks the registries for the tags of every image in a config repo, and lists which of them"
          + " the policies accept, and why they refuse the rest. Writes nothing.",
      "Logs in with what docker login or a credential helper knows."
    },
    footer = {
      "",
      "Exit code 1: a registry could not be asked; or, with --fail-on-update, there is an update.",
      "Example:",
      "  tagboat check --fail-on-update clusters/"
    })
final class CheckCommand extends Step {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  @Option(names = "--fail-on-update", description = "exit with 1 when there is an update")
  private boolean failOnUpdate;

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      description = "a registry that may be asked although it is at a private address; repeatable")
  private List<String> registries = new ArrayList<>();

  @Mixin private CacheOption cache = new CacheOption();

  @Mixin private SigstoreOption sigstore = new SigstoreOption();

  CheckCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Findings found =
        WorkTree.open(dir, console()::progress).everything(cache.scans(context()), console()::note);
    OciRegistry registry = Registries.any(registries, cache.memory(context()), context().clock());
    try (Answers answers = new Answers(registry, console()::progress)) {
      List<Update> updates =
          new UpdateCheck(found, answers, sigstore.sigstore(context()), context().clock().instant())
              .run();
      if (json()) {
        JsonRow.print(console(), updates.stream().map(Update::row).toList());
      } else {
        print(updates);
      }
      answers.failures().forEach(console()::note);
      boolean any = updates.stream().anyMatch(Update::isAccepted);
      return !answers.failures().isEmpty() || (failOnUpdate && any) ? Exit.FAILED : Exit.OK;
    }
  }

  private void print(List<Update> updates) {
    Table table = new Table("PLACE", "IMAGE", "CURRENT", "UPDATE", "REFUSED", "REASON");
    for (Update update : updates) {
      Site site = update.site();
      table.add(
          site.where(),
          site.image().toString(),
          site.version().isEmpty() ? "-" : site.version(),
          update.isAccepted() ? String.valueOf(update.candidate()) : "-",
          update.refusals(),
          update.reason());
    }
    table.print(console());
  }
}
