package dev.tagboat.server;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Database;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagboat-server audit verify}. */
@Command(
    name = "audit",
    description = {
      "Looks whether the audit is as it was written: no entry changed, none taken out.",
      "Works beside a running server. It ends with the hash of the newest entry: note it down",
      "elsewhere and give it next time, and entries taken off the end are noticed, too."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is as it was written", "1:it is not", "2:bad usage or bad configuration"})
final class AuditCommand implements Callable<Integer> {
  @Parameters(paramLabel = "verify", description = "What to do; there is only this")
  private String action = "";

  @Mixin private ConfigOption configFile = new ConfigOption();

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "A hash that was noted down before and must still be there")
  private @Nullable String head;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!action.equals("verify")) {
      throw new UserFault("audit knows only 'verify', not '" + action + "'.");
    }
    Logging.onlyTrouble();
    ServerConfig config = configFile.read();
    try (Database database = Database.openToRead(config.database())) {
      return verify(new AuditLog(database, Clock.systemUTC()));
    }
  }

  private int verify(AuditLog audit) {
    AuditLog.Verdict verdict = audit.verify();
    PrintWriter out = spec.commandLine().getOut();
    if (verdict.problem() != null) {
      out.println(
          "The audit does not hold: "
              + verdict.problem()
              + ". The "
              + verdict.entries()
              + " entries before it do.");
      return 1;
    }
    if (head != null && !audit.holds(head)) {
      out.println("The audit does not hold: no entry has the hash " + head + " any more.");
      return 1;
    }
    out.println(verdict.entries() + " entries hold together; the newest has the hash");
    out.println(verdict.head());
    return 0;
  }
}
