package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who owns the fields of an object, by its {@code metadata.managedFields}. */
public final class Managers {
  /** The name under which objects are applied. */
  public static final String OURS = "tagboat";

  private Managers() {}

  /** The entries that fulfil {@code wanted}; those of subresources such as status are left out. */
  public static List<JsonNode> entries(JsonNode object, Predicate<JsonNode> wanted) {
    return chosen(object, e -> e.path("subresource").asText().isEmpty() && wanted.test(e));
  }

  /**
   * The same with those of the subresource scale: an autoscaler and {@code kubectl scale} write the
   * object's own {@code spec.replicas} through it.
   */
  public static List<JsonNode> writers(JsonNode object, Predicate<JsonNode> wanted) {
    Set<String> ways = Set.of("", "scale");
    return chosen(object, e -> ways.contains(e.path("subresource").asText()) && wanted.test(e));
  }

  private static List<JsonNode> chosen(JsonNode object, Predicate<JsonNode> wanted) {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (wanted.test(entry)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Our own entry, by which the server knows what we applied. */
  public static boolean isOurs(JsonNode entry) {
    return entry.path("manager").asText().equals(OURS) && isApply(entry);
  }

  private static boolean isApply(JsonNode entry) {
    return entry.path("operation").asText().equals("Apply");
  }

  /**
   * Whether its fields are taken over: people's own hands by kubectl, and what was written before
   * server-side apply. A restart by {@code kubectl rollout} is not undone: that would be another
   * restart. What our name wrote without applying counts as well.
   */
  public static boolean isTakenOver(JsonNode entry) {
    String manager = entry.path("manager").asText();
    return isKubectl(manager) || (manager.equals(OURS) && !isApply(entry));
  }

  /** By its name. */
  public static boolean isKubectl(String manager) {
    return manager.equals("before-first-apply")
        || (manager.startsWith("kubectl") && !manager.startsWith("kubectl-rollout"));
  }

  /**
   * Whether the manager wrote without applying, as a person or a script does, and not a controller
   * of Kubernetes, which would write again.
   */
  public static boolean isMeddler(JsonNode object, String manager) {
    return !manager.startsWith("kube-")
        && !writers(object, e -> e.path("manager").asText().equals(manager)).isEmpty()
        && writers(object, e -> e.path("manager").asText().equals(manager) && isApply(e)).isEmpty();
  }
}
