package dev.tagboat.bot.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything of the outside that a command may use.
 *
 * @param root of the file system, for what is looked for at a fixed place
 */
record Context(Console console, Map<String, String> env, Clock clock, Path root) {
  Context {
    env = Map.copyOf(env);
  }

  Context(Console console, Map<String, String> env, Clock clock) {
    this(console, env, clock, Path.of("/"));
  }

  /** The person's own directory. */
  Path home() {
    String home = GitHubOptions.value(env, "HOME");
    return Path.of(home == null ? System.getProperty("user.home", "/") : home);
  }
}
