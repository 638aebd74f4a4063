package dev.tagboat.applier;

import dev.tagboat.applier.report.JsonForm;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.report.TextForm;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Writes a report to the terminal; what went wrong as a whole to standard error. */
final class Printing {
  private Printing() {}

  static void print(CommandSpec spec, Report report, boolean json, boolean diff) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (json) {
      out.println(JsonForm.text(report));
    } else {
      TextForm.lines(report, diff).forEach(out::println);
    }
    report.problems().forEach(err::println);
    out.flush();
    err.flush();
  }
}
