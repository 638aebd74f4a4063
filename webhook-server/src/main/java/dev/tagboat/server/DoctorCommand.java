package dev.tagboat.server;

import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.assembly.Doctor;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.config.ServerConfig;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server doctor}: who holds too much. */
@Command(
    name = "doctor",
    description =
        "Tells what the server's credentials can do, and what they should not: the token or App"
            + " for each config repo, the logins for registries, and whether a cluster is in reach."
            + " Changes nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no credential is known to do more than the server needs",
      "1:one can do more",
      "2:bad usage or bad configuration"
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private ConfigOption configFile = new ConfigOption();

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description =
          "Asks the image's registry whether our login could push it, beside the images that the"
              + " configuration names in full; repeatable")
  private List<String> images = new ArrayList<>();

  @Mixin private OutputOption output = new OutputOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Set<ImageName> asked = new LinkedHashSet<>();
    images.forEach(text -> asked.add(image(text)));
    ServerConfig config = configFile.read();
    Doctor doctor = Doctor.of(config, new TokenLanes(Clock.systemUTC()));
    PrintWriter err = spec.commandLine().getErr();
    List<Diagnosis> all =
        doctor.look(
            asked,
            what -> {
              err.println(what);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(json(all));
    } else {
      all.forEach(one -> print(out, one));
    }
    out.flush();
    return all.stream().anyMatch(Diagnosis::isTooMuch) ? 1 : 0;
  }

  private static ImageName image(String text) {
    return ImageName.parse(text)
        .orElseThrow(
            () ->
                new UserFault(
                    "--image: " + Printable.quote(text) + " is not an image name without a tag."));
  }

  private static void print(PrintWriter out, Diagnosis one) {
    Finding finding = one.finding();
    String subject = one.subject().isEmpty() ? "" : one.subject() + ": ";
    out.println(
        String.format("%-9s", finding.status().key())
            + Printable.plain(
                finding.component() + ": " + subject + finding.what() + ": " + finding.sentence()));
    if (!finding.advice().isEmpty()) {
      out.println(" ".repeat(9) + "-> " + Printable.plain(finding.advice()));
    }
  }

  private static String json(List<Diagnosis> all) {
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    for (Diagnosis one : all) {
      Finding finding = one.finding();
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      row.put("component", finding.component());
      row.put("subject", one.subject().isEmpty() ? null : one.subject());
      row.put("what", finding.what());
      row.put("status", finding.status().key());
      row.put("sentence", finding.sentence());
      row.put("advice", finding.advice().isEmpty() ? null : finding.advice());
      rows.add(row);
    }
    return OutputOption.json(rows);
  }
}
