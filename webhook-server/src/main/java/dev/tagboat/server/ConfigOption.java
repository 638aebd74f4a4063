package dev.tagboat.server;

import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.ServerConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command that reads the configuration, and changes nothing in it. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-server.yaml")
  Path file = Path.of("tagboat-server.yaml");

  /**
   * Reads the file, with the secrets that the environment names.
   *
   * @throws dev.tagboat.bot.fault.UserFault with file, line and column, when it cannot be used
   */
  ServerConfig read() {
    return ConfigFile.read(file, System::getenv);
  }
}
