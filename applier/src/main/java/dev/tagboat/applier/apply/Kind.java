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
}
