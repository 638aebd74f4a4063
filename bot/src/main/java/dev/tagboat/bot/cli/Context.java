package dev.tagboat.bot.cli;

import java.time.Clock;
import java.util.Map;

/** Everything of the outside that a command may use. */
record Context(Console console, Map<String, String> env, Clock clock) {
  Context {
    env = Map.copyOf(env);
  }
}
