package dev.tagboat.applier.fault;

/** A person must act: configuration, permission, bad input. Reported once, never retried. */
public final class UserFault extends Fault {
  private static final long serialVersionUID = 1L;

  public UserFault(String message) {
    super(message);
  }

  public UserFault(String message, Throwable cause) {
    super(message, cause);
  }
}
