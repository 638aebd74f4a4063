package dev.tagboat.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.server.assembly.Outsides;
import dev.tagboat.server.check.ConfigCheck;
import dev.tagboat.server.check.ConfigText;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.work.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server check-config}: all that can be said of it without a connection. */
@Command(
    name = "check-config",
    description = {
      "Reads the configuration as 'serve' would, and says what it amounts to: the URL to paste for",
      "each hook, what is checked of its sender, which images and config repos it reaches."
    },
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-server.yaml")
  private Path file = Path.of("tagboat-server.yaml");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "How registries reach the server: https://tagboat.acme.io. Default: 'public-url'")
  private @Nullable String url;

  @Option(
      names = "--show-secrets",
      description = "Write out the secrets that belong into URLs, to paste them")
  private boolean showSecrets;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
      defaultValue = "text")
  private OutputFormat output = OutputFormat.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    ServerConfig config = ConfigFile.read(file, System::getenv);
    Workers.Outside unused = Outsides.of(config, Clock.systemUTC());
    ConfigCheck check = ConfigCheck.of(config, HookUrl.base(config, url), showSecrets);
    PrintWriter out = spec.commandLine().getOut();
    if (output == OutputFormat.json) {
      out.println(json(check));
    } else {
      out.println(file + " is valid");
      ConfigText.of(check).forEach(out::println);
    }
    out.flush();
  }

  private static String json(ConfigCheck check) {
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(check);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can always be written", e);
    }
  }
}
