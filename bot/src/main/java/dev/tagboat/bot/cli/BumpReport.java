package dev.tagboat.bot.cli;

import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Refusal;
import dev.tagboat.bot.plan.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a bump did. */
final class BumpReport {
  private static final int MAX_NOTES = 30;

  private final Console console;
  private final BumpPlan plan;
  private final String diff;
  private final boolean dryRun;
  private final List<Refusal> refused;

  BumpReport(Console console, BumpPlan plan, String diff, boolean dryRun) {
    this.console = console;
    this.plan = plan;
    this.diff = diff;
    this.dryRun = dryRun;
    this.refused =
        plan.refusals().stream().filter(r -> r.kind() != Refusal.Kind.ALREADY_THERE).toList();
  }

  int exitCode() {
    return plan.bumps().isEmpty() && !isDone() ? Exit.NOTHING : Exit.OK;
  }

  // A second run must not fail where the first did all that there was to do.
  private boolean isDone() {
    return there() > 0;
  }

  /** The places that have what was asked for. */
  private int there() {
    return plan.refusals().size() - refused.size();
  }

  void text() {
    new DiffText(console).print(diff);
    notes();
  }

  void json() {
    console
        .out()
        .print(
            new JsonRow()
                    .with("changed", plan.bumps().stream().map(BumpReport::row).toList())
                    .with("refused", refused.stream().map(BumpReport::row).toList())
                    .with("unmatched", plan.unmatched().stream().map(Wanted::toString).toList())
                    .with("dryRun", dryRun)
                    .with("diff", diff)
                + "\n");
    notes();
  }

  private void notes() {
    refused.stream()
        .limit(MAX_NOTES)
        .forEach(r -> console.note(r.site().where() + ": kept: " + r.sentence()));
    if (refused.size() > MAX_NOTES) {
      console.note("and " + (refused.size() - MAX_NOTES) + " more places are kept");
    }
    plan.unmatched()
        .forEach(wanted -> console.note("No place runs " + wanted.image() + " (" + wanted + ")."));
    console.note(summary());
  }

  private String summary() {
    if (!plan.bumps().isEmpty()) {
      int files = plan.byFile().size();
      return (dryRun ? "Would change " : "Changed ")
          + count(plan.bumps().size(), "place")
          + " in "
          + count(files, "file")
          + ".";
    }
    return isDone()
        ? "Nothing to do: " + count(there(), "place") + " had it already."
        : "Nothing was changed.";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static JsonRow row(Bump bump) {
    String digest = bump.digest() == null ? "" : "@" + bump.digest();
    return place(bump.site(), bump.wanted(), bump.tag() + digest)
        .with("policy", bump.policy().key())
        .with("reason", bump.reason());
  }

  private static JsonRow row(Refusal refusal) {
    return place(refusal.site(), refusal.wanted(), null).with("reason", refusal.sentence());
  }

  private static JsonRow place(
      dev.tagboat.bot.scan.Site site, Wanted wanted, @Nullable String after) {
    return new JsonRow()
        .with("file", site.file())
        .with("line", site.at().line())
        .with("column", site.at().column())
        .with("image", site.image())
        .with("wanted", wanted)
        .with("before", site.version())
        .with("after", after);
  }
}
