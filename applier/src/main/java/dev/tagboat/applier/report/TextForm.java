package dev.tagboat.applier.report;

import dev.tagboat.applier.apply.Action;
import dev.tagboat.applier.apply.Result;
import dev.tagboat.applier.health.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines for people. */
public final class TextForm {
  private TextForm() {}

  /**
   * @param diff whether to show what differs, value by value
   */
  public static List<String> lines(Report report, boolean diff) {
    List<String> lines = new ArrayList<>();
    report.revision().ifPresent(revision -> lines.add("revision " + revision));
    long same = 0;
    for (Result result : report.results()) {
      if (result.action() == Action.UNCHANGED) {
        same++;
      } else {
        result(result, diff, lines);
      }
    }
    if (!report.results().isEmpty()) {
      lines.add(same + " unchanged, " + (report.results().size() - same) + " other");
    }
    report.drift().stream()
        .map(d -> "drift: " + d.id() + " " + d.reason() + (d.healed() ? ", written back" : ""))
        .forEach(lines::add);
    report
        .health()
        .forEach(
            (id, health) -> {
              if (health.state() != Health.State.CURRENT
                  && health.state() != Health.State.NOT_FOUND) {
                lines.add(
                    "health: "
                        + id
                        + " "
                        + health.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": "
                        + health.sentence());
              }
            });
    return lines;
  }

  private static void result(Result result, boolean diff, List<String> lines) {
    String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
    lines.add(result.action().word() + " " + result.id() + reason);
    result.warnings().forEach(warning -> lines.add("  warning: " + warning));
    if (diff) {
      result.changes().forEach(change -> lines.add("  " + change.line()));
    }
  }
}
