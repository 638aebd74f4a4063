package dev.tagboat.server;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of serving. */
final class ServeOptions {
  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
      defaultValue = "text")
  Logging.Format logFormat = Logging.Format.text;
}
