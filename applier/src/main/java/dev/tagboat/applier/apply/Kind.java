package dev.tagboat.applier.apply;

/**
 * A kind as the cluster serves it.
 *
 * @param plural its name in URLs
 */
public record Kind(String apiVersion, String name, String plural, boolean namespaced) {
  /** Where inventories live. */
  public static final Kind CONFIG_MAP = new Kind("v1", "ConfigMap", "configmaps", true);

  public static final Kind NAMESPACE = new Kind("v1", "Namespace", "namespaces", false);

  /** Whether each object may be so large that only one of them is looked at at a time. */
  public boolean isHeavy() {
    return isHeavy(name);
  }

  static boolean isHeavy(String kind) {
    return kind.equals("CustomResourceDefinition");
  }
}
