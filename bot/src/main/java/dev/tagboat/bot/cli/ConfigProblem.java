package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.yaml.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something about {@code .tagboat.yaml}.
 *
 * @param isError whether the file is invalid; otherwise something in it has no effect
 */
record ConfigProblem(Position at, boolean isError, String message) {
  private static final Pattern LINE =
      Pattern.compile("[^:]*:([0-9]{1,9}):([0-9]{1,9}): (.*)", Pattern.DOTALL);

  /** Takes {@code file:line:column: message} apart. */
  static ConfigProblem parse(String line) {
    Matcher m = LINE.matcher(line);
    return m.matches()
        ? new ConfigProblem(
            new Position(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))),
            true,
            m.group(3))
        : new ConfigProblem(new Position(1, 1), true, line);
  }

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
