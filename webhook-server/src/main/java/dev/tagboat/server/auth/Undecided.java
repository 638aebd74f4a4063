package dev.tagboat.server.auth;

import java.time.Duration;

/**
 * Whether a request is authentic cannot be told just now, as what it is judged by could not be
 * fetched: it must be sent again.
 */
public final class Undecided extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;

  Undecided(String sentence, Duration retryAfter) {
    // Without a stack trace: anybody can cause it, as often as they like.
    super(sentence, null, false, false);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
