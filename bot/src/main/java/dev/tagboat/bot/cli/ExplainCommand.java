package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why each place would or would not change. */
@Command(
    name = "explain",
    description = {
      "Says for each place that runs an image why it would or would not get a tag.",
      "Without a tag: by which policy each place is followed, and which can never change."
    },
    footer = {
      "",
      "Exit code 0, also when no place runs the image.",
      "Example:",
      "  tagboat explain ghcr.io/acme/app:1.4.2 --dir clusters"
    })
final class ExplainCommand extends Step {
  @Parameters(paramLabel = "IMAGE[:TAG][@DIGEST]", arity = "1", description = "the image asked for")
  private String reference = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  ExplainCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    ImageReference asked = ReferenceArgument.parse(reference);
    Tag tag = asked.tag();
    if (tag == null && asked.digest() != null) {
      throw new BadInput("A digest alone explains nothing. Write it as IMAGE:TAG@DIGEST.");
    }
    Findings found =
        WorkTree.open(dir, console()::progress).look(List.of(asked.name()), console()::note);
    List<Explanation> explanations =
        tag == null
            ? Explanation.withoutTag(asked.name(), found)
            : Explanation.of(asked, tag, found);
    if (json()) {
      JsonRow.print(console(), explanations.stream().map(Explanation::row).toList());
    } else {
      print(explanations);
    }
    if (explanations.isEmpty()) {
      console().note("No place runs " + asked.name() + ".");
    }
    return Exit.OK;
  }

  private void print(List<Explanation> explanations) {
    Table table = new Table("PLACE", "CURRENT", "CHANGES", "POLICY", "FROM", "REASON");
    for (Explanation one : explanations) {
      Site site = one.site();
      String current = site.version().isEmpty() ? "-" : site.version();
      table.add(site.where(), current, one.verdict(), one.policy(), one.source(), one.reason());
    }
    table.print(console());
  }
}
