package dev.tagboat.applier;

import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.report.Report;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-applier once}. */
@Command(
    name = "once",
    description = "Applies the newest revision of the config repo, and ends.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all applied, or nothing to do",
      "1:something failed; the sentences say what",
      "2:bad usage or bad configuration"
    })
final class OnceCommand implements Callable<Integer> {
  @Mixin private Options options = new Options();

  @Option(
      names = "--accept-rewrite",
      paramLabel = "COMMIT",
      description = "Apply this commit though the history was rewritten.")
  private @Nullable String rewrite;

  @Option(
      names = "--allow-delete",
      paramLabel = "COMMIT",
      description = "Let this commit delete more than max-delete allows.")
  private @Nullable String delete;

  @Option(
      names = "--wait",
      description =
          "Wait for what runs images to be ready (a Job: complete), at most health-timeout; what is"
              + " not has failed.")
  private boolean wait;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Consent allowed = new Consent(Optional.ofNullable(delete), Optional.ofNullable(rewrite));
    Report report =
        options.with(cycle -> wait ? cycle.runAndWait(allowed) : cycle.run(allowed, false));
    Printing.print(spec, report, options.json(), false);
    boolean unready = report.isRolloutFailed() || report.isUnfinished();
    return report.isFailed() || (wait && unready) ? 1 : 0;
  }
}
