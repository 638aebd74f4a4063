package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Many versions in one body: a table for who is in a hurry, and each one folded. */
final class GroupText {
  private static final int MAX_WARNINGS = 20;

  private final Change change;
  private final List<VersionText> versions;
  private final List<String> registries;

  GroupText(Change change, List<VersionText> versions) {
    this.change = change;
    this.versions = versions;
    this.registries = change.images().stream().map(ImageName::registry).distinct().toList();
  }

  /**
   * @param rows how many versions are shown
   */
  String text(PullRequestText.Level level, int rows) {
    boolean lines = level == PullRequestText.Level.LINES;
    List<String> parts = new ArrayList<>();
    parts.add(lead());
    if (!lines) {
      parts.add(warnings());
    }
    parts.add(table(lines, rows));
    parts.add(cut(level, versions.size() - rows));
    if (!lines) {
      String all =
          versions.stream()
              .map(one -> Markdown.folded(one.heading(), one.text(level)))
              .collect(Collectors.joining("\n\n"));
      parts.add(Markdown.folded("Details of each image", all));
    }
    return PullRequestText.joined("\n\n", parts);
  }

  private String lead() {
    return "Moves "
        + Markdown.plain(change.subject())
        + (registries.size() == 1 ? " (" + Markdown.code(registries.get(0)) + ")" : "")
        + " in "
        + VersionText.count(change.places().size())
        + ".";
  }

  // Where all are from one registry, it is named once.
  private String name(VersionText one) {
    return one.name(registries.size() > 1);
  }

  private String warnings() {
    List<String> all = new ArrayList<>();
    for (VersionText one : versions) {
      one.warnings().forEach(said -> all.add(EvidenceText.WARNS + name(one) + ": " + said));
    }
    int more = all.size() - MAX_WARNINGS;
    List<String> shown = new ArrayList<>(all.subList(0, Math.min(MAX_WARNINGS, all.size())));
    if (more > 0) {
      shown.add(EvidenceText.WARNS + "and " + more + " more, below");
    }
    return String.join("\n", shown);
  }

  private String table(boolean lines, int rows) {
    StringBuilder out = new StringBuilder("| image | from → to | | places |\n|---|---|---|---|\n");
    for (VersionText one : versions.subList(0, rows)) {
      out.append("| ").append(name(one)).append(" | ").append(one.arrow());
      out.append(" | ").append(lines ? one.line() : glance(one));
      out.append(" | ").append(one.places()).append(" |\n");
    }
    return rows == 0 ? "" : out.toString().stripTrailing();
  }

  private static String glance(VersionText one) {
    int warnings = one.warnings().size();
    return one.summary() + (warnings == 0 ? "" : " · ⚠️ " + Figures.count(warnings, "warning"));
  }

  private static String cut(PullRequestText.Level level, int missing) {
    String why = "The body of a pull request holds only so much";
    if (missing > 0) {
      return why + ": " + Figures.count(missing, "more image") + " and all details are left out.";
    }
    return switch (level) {
      case ALL -> "";
      case UNFOLDED -> why + ": commits, labels and whole digests are left out.";
      case LINES -> why + ": the details of each image are left out.";
    };
  }
}
