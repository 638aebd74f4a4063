package dev.tagboat.applier.apply;

/**
 * How to apply.
 *
 * @param manager the field manager
 * @param force whether to take fields from other managers
 * @param dryRun whether the server only says what it would do
 * @param brief whether the answer need not hold an object that is new, which then is not read
 */
public record Write(String manager, boolean force, boolean dryRun, boolean brief) {
  /** One whose answer holds the whole object. */
  public Write(String manager, boolean force, boolean dryRun) {
    this(manager, force, dryRun, false);
  }
}
