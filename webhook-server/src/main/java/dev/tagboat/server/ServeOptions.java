package dev.tagboat.server;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of serving. */
final class ServeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-server.yaml")
  Path config = Path.of("tagboat-server.yaml");

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
      defaultValue = "text")
  Logging.Format logFormat = Logging.Format.text;
}
