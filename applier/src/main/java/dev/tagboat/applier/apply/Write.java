package dev.tagboat.applier.apply;

/**
 * How to apply.
 *
 * @param manager the field manager
 * @param force whether to take fields from other managers
 * @param dryRun whether the server only says what it would do
 */
public record Write(String manager, boolean force, boolean dryRun) {}
