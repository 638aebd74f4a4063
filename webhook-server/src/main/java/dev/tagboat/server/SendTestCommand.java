package dev.tagboat.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.sendtest.Parcel;
import dev.tagboat.server.sendtest.Post;
import dev.tagboat.server.sendtest.Report;
import dev.tagboat.server.sendtest.Verdict;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server send-test}: stands in for a registry. */
@Command(
    name = "send-test",
    description = {
      "Sends the event that a registry would send for a pushed image, and says what the answer means.",
      "It is a real event: when the registry confirms the tag, a pull request follows."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the server has taken the push",
      "1:it has not; what is said tells what to do",
      "2:bad usage or bad configuration"
    })
final class SendTestCommand implements Callable<Integer> {
  @Mixin private SendTestOptions options = new SendTestOptions();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      required = true,
      description = "What was pushed: REGISTRY/NAME:TAG[@DIGEST]")
  private String image = "";

  @Option(
      names = "--variant",
      paramLabel = "FORM",
      description = "Another of the forms that senders of this type have")
  private @Nullable String variant;

  @Option(
      names = "--repo-key",
      paramLabel = "KEY",
      description = "For jfrog and nexus: what the repository is called there")
  private @Nullable String repoKey;

  @Option(names = "--dry-run", description = "Only show what would be sent, without the secret")
  private boolean dryRun;

  @Mixin private OutputOption output = new OutputOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Parcel parcel =
        Parcel.pack(
            options.addressee(System::getenv),
            SendTestOptions.image(image),
            variant,
            repoKey,
            Clock.systemUTC().instant(),
            UUID.randomUUID().toString(),
            !dryRun);
    if (dryRun) {
      print(Report.of(parcel), Report.text(parcel));
      return 0;
    }
    Post.@Nullable Answer answer = null;
    Verdict verdict;
    try {
      answer = new Post().send(parcel);
      verdict = Verdict.of(parcel, answer);
    } catch (TransientFault fault) {
      verdict = new Verdict(false, String.valueOf(fault.getMessage()));
    }
    print(Report.of(parcel, answer, verdict), Report.text(parcel, answer, verdict));
    return verdict.accepted() ? 0 : 1;
  }

  private void print(ObjectNode json, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(output.isJson() ? json.toPrettyString() : text);
    out.flush();
  }
}
