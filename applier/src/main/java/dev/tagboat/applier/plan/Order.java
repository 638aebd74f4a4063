package dev.tagboat.applier.plan;

import dev.tagboat.applier.desired.ObjectId;
import java.util.Comparator;
import java.util.List;

/** In which order kinds are applied, as Flux does; they are deleted the other way round. */
public final class Order {
  private static final List<String> FIRST =
      List.of(
          "CustomResourceDefinition",
          "Namespace",
          "ClusterRole",
          "ClusterClass",
          "RuntimeClass",
          "PriorityClass",
          "StorageClass",
          "VolumeSnapshotClass",
          "IngressClass",
          "GatewayClass",
          "ClusterRoleBinding",
          "ResourceQuota",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ConfigMap",
          "Secret",
          "Service",
          "LimitRange",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");

  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  /** Ties by group, kind, namespace and name. */
  public static final Comparator<ObjectId> APPLY =
      Comparator.comparingInt((ObjectId id) -> rank(id.kind()))
          .thenComparing(Comparator.naturalOrder());

  public static final Comparator<ObjectId> DELETE = APPLY.reversed();

  private Order() {}

  /** Kinds of one rank may be written side by side. */
  public static int rank(String kind) {
    int first = FIRST.indexOf(kind);
    return first >= 0 ? first : FIRST.size() + 1 + LAST.indexOf(kind);
  }
}
