package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.yaml.Position;

/**
 * Something about {@code .tagboat.yaml}.
 *
 * @param isError whether the file is invalid; otherwise something in it has no effect
 */
record ConfigProblem(Position at, boolean isError, String message) {
  String line() {
    return BotConfig.FILE_NAME + ":" + at + ": " + (isError ? "" : "warning: ") + message;
  }

  JsonRow row() {
    return new JsonRow()
        .with("file", BotConfig.FILE_NAME)
        .with("line", at.line())
        .with("column", at.column())
        .with("severity", isError ? "error" : "warning")
        .with("message", message);
  }
}
