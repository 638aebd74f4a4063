package dev.tagboat.bot.forge.embedded;

import java.util.regex.Pattern;

/**
 * Which requests go wrong.
 *
 * @param method for example {@code POST}; {@code *} for every method
 * @param path matched against the whole path, for example {@code /api/v3/repos/.*}{@code /pulls} or
 *     {@code /acme/config\.git/git-receive-pack}
 * @param times how many matching requests, from the next one on
 */
public record FaultRule(String method, Pattern path, int times, FaultAction action) {
  public FaultRule {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
  }

  boolean fits(String requestMethod, String requestPath) {
    return (method.equals("*") || method.equals(requestMethod))
        && path.matcher(requestPath).matches();
  }

  FaultRule once() {
    return new FaultRule(method, path, 1, action);
  }
}
