package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.Row;
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
    Listing found =
        WorkTree.open(dir, console()::progress).listing(cache.scans(context()), console()::note);
    if (json()) {
      JsonRow.print(console(), rows -> found.forEach((file, row) -> rows.accept(json(file, row))));
      return Exit.OK;
    }
    Table.print(
        console(),
        new String[] {"PLACE", "KIND", "POLICY", "IMAGE", "TAG"},
        rows -> found.forEach((file, row) -> rows.accept(cells(file, row))));
    if (found.isEmpty()) {
      console().note("No image is named in the files looked at.");
    }
    return Exit.OK;
  }

  private static String[] cells(String file, Row row) {
    return new String[] {
      file + ":" + row.line() + ":" + row.column(),
      row.kind(),
      row.policy(),
      row.image(),
      version(row)
    };
  }

  private static String version(Row row) {
    String tag = row.tag();
    String digest = row.digest();
    if (digest == null) {
      return tag == null ? "-" : tag;
    }
    return (tag == null ? "" : tag) + "@" + digest;
  }

  private static JsonRow json(String file, Row row) {
    return new JsonRow()
        .with("file", file)
        .with("line", row.line())
        .with("column", row.column())
        .with("kind", row.kind())
        .with("image", row.image())
        .with("tag", row.tag())
        .with("digest", row.digest())
        .with("policy", row.policy());
  }
}
