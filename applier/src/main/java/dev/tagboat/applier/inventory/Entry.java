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
  /** An object that is about to be applied for the first time. */
  public static Entry announced(ObjectId id, String apiVersion) {
    return new Entry(id, apiVersion, "", "", "");
  }
}
