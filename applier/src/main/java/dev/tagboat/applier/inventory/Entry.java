package dev.tagboat.applier.inventory;

import dev.tagboat.applier.desired.ObjectId;

/**
 * An object that is owned.
 *
 * @param uid empty while it is not known whether the object came into being: entries are written
 *     before the objects, so that none is ever lost
 * @param wanted hash of what the config repo said when it was applied last; empty when never
 * @param found hash of what the cluster made of it then; empty when never
 */
public record Entry(ObjectId id, String apiVersion, String uid, String wanted, String found) {
  private static final String LEFT = "-";

  /** An object that is about to be applied for the first time. */
  public static Entry announced(ObjectId id, String apiVersion) {
    return new Entry(id, apiVersion, "", "", "");
  }

  /** This object when the config repo no longer has it, and yet it could not or must not go. */
  public Entry left() {
    return new Entry(id, apiVersion, uid, LEFT, "");
  }

  /** Whether its deletion was decided by an earlier revision. */
  public boolean isLeft() {
    return wanted.equals(LEFT);
  }
}
