package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.desired.ObjectId;

/** A kind of somebody's own, and one object of it, in one file. */
final class Boats {
  static final Kind BOAT = new Kind("example.org/v1", "Boat", "boats", true);

  private Boats() {}

  static String yaml(String namespace, int size) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: { name: boats.example.org, annotations: { tagboat.dev/prune: enabled } }
    spec:
      group: example.org
      scope: Namespaced
      names: { kind: Boat, plural: boats, singular: boat }
      versions:
        - name: v1
          served: true
          storage: true
          schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
    ---
    apiVersion: example.org/v1
    kind: Boat
    metadata: { name: tug, namespace: %s }
    spec: { size: %d }
    """
        .formatted(namespace, size);
  }

  static String size(Scenario scene, String namespace) {
    ObjectId tug = new ObjectId("example.org", "Boat", namespace, "tug");
    return scene.cluster().get(BOAT, tug).map(o -> o.at("/spec/size").asText()).orElse("absent");
  }
}
