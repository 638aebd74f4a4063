package dev.tagboat.applier.fault;

/**
 * Root of every failure Tagboat expects. The subclass answers one question, who must act: {@link
 * UserFault} the person who configured it, {@link TransientFault} time. Any other exception is a
 * bug and is reported as one.
 *
 * <p>The message says what was tried, why it failed and what to do. It never holds a secret.
 */
public abstract sealed class Fault extends RuntimeException permits UserFault, TransientFault {
  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  Fault(String message, Throwable cause) {
    super(message, cause);
  }
}
