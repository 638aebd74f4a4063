package dev.tagboat.bot.cli;

import dev.tagboat.bot.scan.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists every image reference. */
@Command(
    name = "scan",
    description = "Lists every image reference in a config repo.",
    footer = {
      "",
      "Exit code 0, also when nothing is found.",
      "Example:",
      "  tagboat scan -o json clusters/"
    })
final class ScanCommand extends Step {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ".",
      description = "the config repo (default: the current directory)")
  private String dir = ".";

  @Mixin private CacheOption cache = new CacheOption();

  ScanCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Findings found =
        WorkTree.open(dir, console()::progress).everything(cache.scans(context()), console()::note);
    if (json()) {
      JsonRow.print(console(), found.sites().stream().map(site -> row(found, site)).toList());
      return Exit.OK;
    }
    Table table = new Table("PLACE", "KIND", "POLICY", "IMAGE", "TAG");
    found
        .sites()
        .forEach(
            site ->
                table.add(
                    site.where(),
                    site.kind().key(),
                    policy(found, site),
                    site.image().toString(),
                    site.version().isEmpty() ? "-" : site.version()));
    table.print(console());
    if (found.sites().isEmpty()) {
      console().note("No image is named in the files looked at.");
    }
    return Exit.OK;
  }

  private static JsonRow row(Findings found, Site site) {
    return new JsonRow()
        .with("file", site.file())
        .with("line", site.at().line())
        .with("column", site.at().column())
        .with("kind", site.kind().key())
        .with("image", site.image())
        .with("tag", site.tag())
        .with("digest", site.digest())
        .with("policy", policy(found, site));
  }

  private static String policy(Findings found, Site site) {
    return found.ruling(site).policy().kind().key();
  }
}
