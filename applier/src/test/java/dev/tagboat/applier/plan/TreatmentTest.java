package dev.tagboat.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreatmentTest {
  private static JsonNode with(String place, String key, String value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").putObject(place).put(key, value);
    return object;
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, tagboat.dev/prune, disabled",
    "labels, kustomize.toolkit.fluxcd.io/prune, Disabled",
    "annotations, argocd.argoproj.io/sync-options, 'Validate=false, Prune=false'",
    "annotations, argocd.argoproj.io/sync-options, Prune=confirm",
    "annotations, helm.sh/resource-policy, keep"
  })
  void keepsFromBeingDeleted(String place, String key, String value) {
    assertThat(Treatment.of(with(place, key, value)).prune()).isEqualTo(Optional.of(false));
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, tagboat.dev/reconcile, disabled",
    "annotations, kustomize.toolkit.fluxcd.io/reconcile, disabled",
    "labels, kustomize.toolkit.fluxcd.io/ssa, Ignore"
  })
  void leavesAlone(String place, String key, String value) {
    assertThat(Treatment.of(with(place, key, value)).reconcile()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, tagboat.dev/force, enabled",
    "annotations, kustomize.toolkit.fluxcd.io/force, Enabled",
    "annotations, argocd.argoproj.io/sync-options, 'Force=true,Replace=true'"
  })
  void makesAnew(String place, String key, String value) {
    assertThat(Treatment.of(with(place, key, value)).recreate()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, tagboat.dev/if-not-present, enabled",
    "annotations, kustomize.toolkit.fluxcd.io/ssa, IfNotPresent"
  })
  void createsOnly(String place, String key, String value) {
    assertThat(Treatment.of(with(place, key, value)).ifNotPresent()).isTrue();
  }

  @Test
  void othersAreAppliedAsUsual() {
    assertThat(Treatment.of(with("annotations", "example.org/prune", "disabled")))
        .isEqualTo(new Treatment(true, Optional.empty(), false, false, false, false));
  }
}
