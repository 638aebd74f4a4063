package dev.tagboat.bot.pull;

import java.util.stream.Collectors;

/**
 * Title and body of a pull request. GitHub takes titles of up to 256 and bodies of up to 65,536
 * characters (REST API, "Create a pull request"); what does not fit is cut and the cut is stated.
 */
public record PullRequestText(String title, String body) {
  private static final int TITLE_MAX = 200;
  private static final int MAX_ROWS = 60;
  private static final int MAX_VERSIONS = 20;

  /**
   * @param titleTemplate may hold {@code {image}} and {@code {tag}}; for a change of one image
   * @param state what the body is to remember
   * @param before the body that stands there now, empty when there is none: evidence of a version
   *     that nothing more is known of by now is kept from it
   */
  public static PullRequestText of(
      Change change, String titleTemplate, StateBlock state, String before) {
    String title =
        change.images().size() > 1
            ? "Bump " + change.subject()
            : titleTemplate.replace("{image}", change.subject()).replace("{tag}", change.tags());
    String line = title.replaceAll("\\p{Cntrl}", " ");
    return new PullRequestText(
        line.length() > TITLE_MAX ? line.substring(0, TITLE_MAX) : line,
        body(change, state, before));
  }

  private static String body(Change change, StateBlock state, String before) {
    return String.join(
        "\n\n",
        change.images().size() > 1 ? summary(change) : move(change),
        table(change),
        "**Why now:** " + why(change),
        evidence(change, before),
        "**What you can do:** merge it; or close it, and this tag is not proposed again. A newer tag"
            + " moves this pull request while it is open. Commits of yours on this branch are never"
            + " overwritten.",
        "As a comment: `tagboat: rebase`, `tagboat: recreate` (throws away every commit on the"
            + " branch), `tagboat: ignore` (this tag), `tagboat: ignore image`.",
        Checkbox.render(),
        state.render());
  }

  private static String summary(Change change) {
    return "Moves "
        + Markdown.plain(change.subject())
        + " in "
        + count(change.places().size())
        + ".";
  }

  private static String move(Change change) {
    String from =
        change.places().stream()
            .map(place -> place.from() == null ? "no tag" : Markdown.code(place.from().value()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "Moves "
        + Markdown.code(change.images().get(0).toString())
        + " from "
        + from
        + " to "
        + Markdown.code(change.tags())
        + " in "
        + count(change.places().size())
        + ".";
  }

  private static String table(Change change) {
    boolean many = change.images().size() > 1;
    StringBuilder out =
        new StringBuilder(
            many
                ? "| image | file | from | to |\n|---|---|---|---|\n"
                : "| file | from | to |\n|---|---|---|\n");
    for (Change.Place place : change.places().stream().limit(MAX_ROWS).toList()) {
      if (many) {
        out.append("| ").append(Markdown.code(place.image().toString())).append(' ');
      }
      row(out, place);
    }
    if (change.places().size() > MAX_ROWS) {
      out.append("\n… and ").append(change.places().size() - MAX_ROWS).append(" more places.\n");
    }
    return out.toString().stripTrailing();
  }

  private static void row(StringBuilder out, Change.Place place) {
    out.append("| ").append(Markdown.code(place.file() + ":" + place.line()));
    out.append(" | ").append(place.from() == null ? "–" : Markdown.code(place.from().value()));
    out.append(" | ").append(Markdown.code(place.to().value())).append(" |\n");
  }

  private static String why(Change change) {
    return change.places().stream()
        .map(
            place ->
                "policy " + Markdown.code(place.policy()) + ": " + Markdown.plain(place.reason()))
        .distinct()
        .limit(3)
        .collect(Collectors.joining("; "));
  }

  private static String evidence(Change change, String before) {
    return change.versions().stream()
        .limit(MAX_VERSIONS)
        .map(version -> KeptEvidence.of(version, evidence(change, version), before))
        .collect(Collectors.joining("\n\n"));
  }

  private static String evidence(Change change, Change.Version version) {
    return "**Evidence:** "
        + Markdown.plain(version.evidence())
        + (version.digest() == null
            ? ""
            : "\n\n"
                + Markdown.code(
                    change.images().size() > 1
                        ? version.image() + ":" + version.tag()
                        : version.tag().value())
                + " is "
                + Markdown.code(version.digest().value()))
        + EvidenceLine.of(version.seen()).map(line -> "\n\n" + line).orElse("");
  }

  private static String count(int places) {
    return places == 1 ? "one place" : places + " places";
  }
}
