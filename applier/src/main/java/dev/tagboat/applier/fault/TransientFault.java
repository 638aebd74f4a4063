package dev.tagboat.applier.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Time must act: network, 5xx, 429, a lost race. Worth another try after {@link #retryAfter}. */
public final class TransientFault extends Fault {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Duration retryAfter;

  public TransientFault(String message) {
    super(message);
    this.retryAfter = null;
  }

  public TransientFault(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = null;
  }

  /**
   * @param retryAfter the pause the other side asked for, for example by {@code Retry-After}
   */
  public TransientFault(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** The pause the other side asked for; empty when it asked for none. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
