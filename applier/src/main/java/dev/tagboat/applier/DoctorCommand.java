package dev.tagboat.applier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.run.Doctor;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tagboat-applier doctor}. */
@Command(
    name = "doctor",
    description = "Says what the credentials can do, and what they should not; writes nothing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:something is missing, or too much is allowed",
      "2:bad usage or bad configuration"
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Options options = new Options();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ApplierConfig config = options.config();
    try (GitSource source =
        GitSource.open(config.source(), Limits.of(config.source()), config.data())) {
      List<Doctor.Finding> findings = new Doctor(config, source, options.cluster()).findings();
      print(findings);
      return findings.stream().allMatch(Doctor.Finding::good) ? 0 : 1;
    }
  }

  private void print(List<Doctor.Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      findings.forEach(f -> json.addObject().put("good", f.good()).put("sentence", f.sentence()));
      out.println(json);
    } else {
      findings.forEach(f -> out.println((f.good() ? "good  " : "WRONG ") + f.sentence()));
    }
    out.flush();
  }
}
