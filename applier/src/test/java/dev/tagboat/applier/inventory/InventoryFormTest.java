package dev.tagboat.applier.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.fault.UserFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class InventoryFormTest {
  private static final ApplySet SET = ApplySet.of("prod", "tagboat");
  private static final String COMMIT = "0123456789012345678901234567890123456789";

  private static Entry entry(String id) {
    return new Entry(ObjectId.parse(id), "v1", "uid", "wanted", "found");
  }

  // Computed by kubectl's formula: base64url(sha256("tagboat-prod.tagboat.ConfigMap.")).
  @Test
  void theIdIsThatOfKubectl() {
    assertThat(SET.id()).isEqualTo("applyset-6WtyFSBVALBpe5xf5bG13AC9r33OqEWI7PofSHQk4B4-v1");
  }

  @Test
  void isReadAsItIsWritten() {
    Inventory inventory =
        Inventory.of(
            Optional.of(COMMIT),
            List.of(
                entry("ConfigMap/shop/a"),
                entry("rbac.authorization.k8s.io/ClusterRole/a role:with spaces"),
                Entry.announced(ObjectId.parse("Namespace/shop"), "v1")));

    ObjectNode map = InventoryForm.write(SET, "0.1.0", inventory, List.of());

    assertThat(InventoryForm.read(SET, map)).isEqualTo(inventory);
  }

  @Test
  void aLargeOneIsZipped() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      entries.add(
          new Entry(
              ObjectId.parse("ConfigMap/shop/some-name-" + i),
              "v1",
              new UUID(i, i * 31L).toString(),
              "w".repeat(22),
              "f".repeat(22)));
    }
    Inventory inventory = Inventory.of(Optional.empty(), entries);

    ObjectNode map = InventoryForm.write(SET, "0.1.0", inventory, List.of());

    assertThat(map.path("data").has("objects")).isFalse();
    assertThat(map.toString().length()).isLessThan(1 << 20);
    assertThat(InventoryForm.read(SET, map)).isEqualTo(inventory);
  }

  @Test
  void theParentNamesKindsAndNamespacesAlsoOfWhatMayStillExist() {
    ObjectNode map =
        InventoryForm.write(
            SET,
            "0.1.0",
            Inventory.of(
                Optional.empty(), List.of(entry("ConfigMap/shop/a"), entry("Secret/tagboat/b"))),
            List.of(ObjectId.parse("apps/Deployment/old/c")));

    assertThat(Marks.label(map, "applyset.kubernetes.io/id")).contains(SET.id());
    assertThat(Marks.annotation(map, "applyset.kubernetes.io/tooling")).contains("tagboat/v0.1.0");
    assertThat(Marks.annotation(map, "applyset.kubernetes.io/contains-group-kinds"))
        .contains("ConfigMap,Deployment.apps,Secret");
    assertThat(Marks.annotation(map, "applyset.kubernetes.io/additional-namespaces"))
        .contains("old,shop");
  }

  @Test
  void anotherToolsSetAndADamagedOneAreRefused() {
    ObjectNode map = InventoryForm.write(SET, "0.1.0", Inventory.EMPTY, List.of());
    ObjectNode damaged = map.deepCopy();
    ((ObjectNode) damaged.get("data")).put("objects", "v1\tConfigMap/a");
    ((ObjectNode) map.get("metadata").get("annotations"))
        .put("applyset.kubernetes.io/tooling", "kubectl/v1.32.0");

    assertThatThrownBy(() -> InventoryForm.read(SET, map))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("does not carry the marks");
    assertThatThrownBy(() -> InventoryForm.read(SET, damaged))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("2 parts");
  }
}
