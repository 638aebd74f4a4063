package dev.tagboat.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.Marks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an object's labels and annotations ask for: ours, and those of Flux, Argo CD and Helm that
 * mean the same. Capital letters do not matter in their values.
 *
 * @param reconcile false: neither applied nor deleted
 * @param prune empty when nothing is said
 * @param recreate may be deleted and made anew when a field cannot be changed
 * @param ifNotPresent applied only where there is none yet
 * @param takeOver fields of other managers are taken without asking
 * @param merge fields that kubectl wrote beside ours are left alone
 */
public record Treatment(
    boolean reconcile,
    Optional<Boolean> prune,
    boolean recreate,
    boolean ifNotPresent,
    boolean takeOver,
    boolean merge) {
  private static final List<String> SWITCHES =
      List.of("prune", "reconcile", "force", "if-not-present", "take-over");
  private static final String OURS = "tagboat.dev/";
  private static final String FLUX = "kustomize.toolkit.fluxcd.io/";
  private static final String ARGO = "argocd.argoproj.io/sync-options";

  public static Treatment of(JsonNode object) {
    return new Treatment(
        !any(object, "disabled", OURS + "reconcile", FLUX + "reconcile")
            && !any(object, "ignore", FLUX + "ssa"),
        prune(object),
        any(object, "enabled", OURS + "force", FLUX + "force")
            || argo(object, "Force=true")
            || argo(object, "Replace=true"),
        any(object, "enabled", OURS + "if-not-present")
            || any(object, "ifnotpresent", FLUX + "ssa"),
        any(object, "enabled", OURS + "take-over"),
        any(object, "merge", FLUX + "ssa"));
  }

  /**
   * What is wrong with a mark of ours: one with a value that means nothing, such as {@code prune:
   * "false"}, would not keep what it was written to keep.
   */
  static Optional<String> unclear(JsonNode object) {
    return SWITCHES.stream()
        .map(key -> OURS + key)
        .filter(key -> Marks.of(object, key).filter(value -> !isSwitch(value)).isPresent())
        .findFirst()
        .map(key -> "is annotated with " + key + ", which must be enabled or disabled");
  }

  private static boolean isSwitch(String value) {
    return value.equalsIgnoreCase("enabled") || value.equalsIgnoreCase("disabled");
  }

  private static Optional<Boolean> prune(JsonNode object) {
    if (any(object, "disabled", OURS + "prune", FLUX + "prune")
        || any(object, "keep", "helm.sh/resource-policy")
        || List.of("Prune=false", "Delete=false", "Prune=confirm", "Delete=confirm").stream()
            .anyMatch(option -> argo(object, option))) {
      return Optional.of(false);
    }
    return any(object, "enabled", OURS + "prune") ? Optional.of(true) : Optional.empty();
  }

  private static boolean any(JsonNode object, String value, String... keys) {
    return Stream.of(keys)
        .flatMap(key -> Marks.of(object, key).stream())
        .anyMatch(value::equalsIgnoreCase);
  }

  private static boolean argo(JsonNode object, String option) {
    return Marks.annotation(object, ARGO).stream()
        .flatMap(options -> List.of(options.split(",", -1)).stream())
        .anyMatch(one -> one.strip().equalsIgnoreCase(option));
  }
}
