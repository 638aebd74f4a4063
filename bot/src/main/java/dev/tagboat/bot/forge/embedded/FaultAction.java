package dev.tagboat.bot.forge.embedded;

import java.time.Duration;
import java.util.Map;

/** How a request is made to go wrong. */
public sealed interface FaultAction {

  /**
   * Answers this instead of what the server would have answered.
   *
   * @param afterEffect whether the request is carried out first
   */
  record Respond(int status, Map<String, String> headers, String body, boolean afterEffect)
      implements FaultAction {
    public Respond {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Closes the connection without any answer.
   *
   * @param afterEffect whether the request is carried out first: the answer is lost
   */
  record Drop(boolean afterEffect) implements FaultAction {}

  /** Answers as usual, but later. */
  record Delay(Duration by) implements FaultAction {}
}
