package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.inventory.Inventory;
import dev.tagboat.applier.inventory.InventoryForm;
import java.util.Collection;
import java.util.Optional;

/** Keeps the inventory in the cluster. */
public final class InventoryStore {
  // As kubectl names it: the tool's name, so that fields of the set and of its members are apart.
  private static final Write WRITE = new Write(ApplySet.TOOL + "-applyset", true, false);

  private final Cluster cluster;
  private final ApplySet set;
  private final String version;
  private final ObjectId id;

  /**
   * @param version of this program
   */
  public InventoryStore(Cluster cluster, ApplySet set, String version) {
    this.cluster = cluster;
    this.set = set;
    this.version = version;
    this.id = new ObjectId("", "ConfigMap", set.namespace(), set.name());
  }

  /** What is owned, and what a person has allowed. */
  public record Loaded(Inventory inventory, Consent consent) {}

  /**
   * Empty ones when there is none yet.
   *
   * @throws UserFault when it is there but cannot be read
   */
  public Loaded load() {
    Optional<ObjectNode> map = cluster.get(Kind.CONFIG_MAP, id);
    return map.isEmpty()
        ? new Loaded(Inventory.EMPTY, Consent.NONE)
        : new Loaded(InventoryForm.read(set, map.get()), InventoryForm.consent(map.get()));
  }

  /**
   * @param earlier members that may still exist though the inventory does not list them
   */
  public void save(Inventory inventory, Collection<ObjectId> earlier) {
    ObjectNode map = InventoryForm.write(set, version, inventory, earlier);
    Answer answer = cluster.apply(Kind.CONFIG_MAP, id, map, WRITE);
    if (answer instanceof Answer.Refused refused && refused.isAbsent()) {
      createNamespace();
      answer = cluster.apply(Kind.CONFIG_MAP, id, map, WRITE);
    }
    if (answer instanceof Answer.Refused refused) {
      throw new UserFault(
          "the inventory cannot be written to "
              + id
              + ": "
              + refused.message()
              + ". Give the applier the rights get and patch on it, in an existing namespace.");
    }
  }

  // After a cluster was lost, nothing but the repo and this program's own account may be there.
  private void createNamespace() {
    ObjectNode namespace = JsonNodeFactory.instance.objectNode();
    namespace.put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", set.namespace());
    Answer answer =
        cluster.apply(
            Kind.NAMESPACE, new ObjectId("", "Namespace", "", set.namespace()), namespace, WRITE);
    if (answer instanceof Answer.Refused refused) {
      throw new UserFault(
          "the namespace of the inventory, "
              + set.namespace()
              + ", does not exist and cannot be created: "
              + refused.message());
    }
  }
}
