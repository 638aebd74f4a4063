package dev.tagboat.bot.forge.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The faults that are still to happen; the first that fits a request is used up by it. */
public final class Faults {
  private static final String SECONDARY =
      "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before"
          + " you try again.\",\"documentation_url\":\"https://docs.github.com/rest\"}";

  private final List<FaultRule> pending = new ArrayList<>();

  Faults() {}

  public synchronized void add(FaultRule rule) {
    for (int i = 0; i < rule.times(); i++) {
      pending.add(rule.once());
    }
  }

  /** Answers {@code status} with a message in GitHub's form instead of doing anything. */
  public void respond(String method, String path, int times, int status, String message) {
    String body = Json.object().put("message", message).toString();
    add(rule(method, path, times, new FaultAction.Respond(status, Map.of(), body, false)));
  }

  /**
   * 403 with the words of GitHub's secondary limit.
   *
   * @param retryAfter seconds in {@code Retry-After}; empty for none, as happens
   */
  public void secondaryLimit(String method, String path, int times, Optional<Integer> retryAfter) {
    Map<String, String> headers =
        retryAfter.map(s -> Map.of("Retry-After", s.toString())).orElse(Map.of());
    add(rule(method, path, times, new FaultAction.Respond(403, headers, SECONDARY, false)));
  }

  /** Closes the connection before anything is done. */
  public void drop(String method, String path, int times) {
    add(rule(method, path, times, new FaultAction.Drop(false)));
  }

  /** Does what was asked, then closes the connection without a word. */
  public void loseAnswer(String method, String path, int times) {
    add(rule(method, path, times, new FaultAction.Drop(true)));
  }

  public void delay(String method, String path, int times, Duration by) {
    add(rule(method, path, times, new FaultAction.Delay(by)));
  }

  /** What GitHub answers to labels and reviewers just after a pull request was made. */
  public void notResolvedYet(String path, int times) {
    respond("POST", path, times, 422, "Could not resolve to a node with the global id of 'PR_1'.");
  }

  /** What did not happen yet. */
  public synchronized List<FaultRule> pending() {
    return List.copyOf(pending);
  }

  public synchronized void clear() {
    pending.clear();
  }

  synchronized Optional<FaultAction> next(String method, String path) {
    for (FaultRule rule : pending) {
      if (rule.fits(method, path)) {
        pending.remove(rule);
        return Optional.of(rule.action());
      }
    }
    return Optional.empty();
  }

  private static FaultRule rule(String method, String path, int times, FaultAction action) {
    return new FaultRule(method, Pattern.compile(path), times, action);
  }
}
