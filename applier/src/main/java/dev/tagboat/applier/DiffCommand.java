package dev.tagboat.applier;

import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.report.Report;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tagboat-applier diff}. */
@Command(
    name = "diff",
    description = "Says what applying the newest revision would change; writes nothing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no difference",
      "1:differences",
      "2:it could not be found out, bad usage or bad configuration"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int ERROR = 2;

  @Mixin private Options options = new Options();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Consent none = new Consent(Optional.empty(), Optional.empty());
    Report report = options.with(cycle -> cycle.run(none, true));
    Printing.print(spec, report, options.json(), true);
    if (report.isFailed()) {
      return ERROR;
    }
    return report.isDifferent() ? 1 : 0;
  }
}
