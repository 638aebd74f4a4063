package dev.tagboat.server;

import dev.tagboat.server.assembly.Outsides;
import dev.tagboat.server.check.ConfigCheck;
import dev.tagboat.server.check.ConfigText;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.work.Workers;
import java.io.PrintWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private ConfigOption configFile = new ConfigOption();

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

  @Mixin private OutputOption output = new OutputOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    ServerConfig config = configFile.read();
    Workers.Outside unused = Outsides.of(config, Clock.systemUTC());
    ConfigCheck check = ConfigCheck.of(config, HookUrl.base(config, url), showSecrets);
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(OutputOption.json(check));
    } else {
      out.println(configFile.file + " is valid");
      ConfigText.of(check).forEach(out::println);
    }
    out.flush();
  }
}
