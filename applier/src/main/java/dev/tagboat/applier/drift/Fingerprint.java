package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.inventory.Hash;

/**
 * Tells, without asking the server again, that applying an object once more would change nothing.
 * It covers the values of the fields that we own, which ones these are, and the fields of the
 * managers that would be taken over; not what controllers write beside.
 */
public final class Fingerprint {
  private static final int FEW = 2;

  private Fingerprint() {}

  /**
   * As {@link #wanted(JsonNode)}, of the same object. Only a Secret has to be unpacked for that.
   */
  public static String wanted(Manifest manifest) {
    return Secrets.isSecret(manifest.head())
        ? wanted(manifest.body())
        : Hash.of(manifest.whole().text());
  }

  /**
   * Of what the config repo says, to see whether that has changed. The inventory can be read by
   * more people than Secrets can, and a whole hash would let them try passwords: of the values of a
   * Secret, twelve bits are kept.
   */
  public static String wanted(JsonNode manifest) {
    return Secrets.isSecret(manifest)
        ? Hash.of(Secrets.masked(manifest)) + Hash.of(manifest).substring(0, FEW)
        : Hash.of(manifest);
  }

  /**
   * Of an object as the server has it; empty for Secrets, of which the server is asked each time.
   */
  public static String of(JsonNode object) {
    if (Secrets.isSecret(object)) {
      return "";
    }
    ObjectNode print = JsonNodeFactory.instance.objectNode();
    ArrayNode ours = print.putArray("ours");
    for (JsonNode entry : Managers.entries(object, Managers::isOurs)) {
      ours.add(entry.path("fieldsV1"));
      ours.add(FieldSet.values(object, entry.path("fieldsV1")));
    }
    ArrayNode theirs = print.putArray("theirs");
    for (JsonNode entry : Managers.entries(object, Managers::isTakenOver)) {
      theirs.add(entry.path("manager"));
      theirs.add(entry.path("fieldsV1"));
      theirs.add(FieldSet.values(object, entry.path("fieldsV1")));
    }
    return Hash.of(print);
  }
}
