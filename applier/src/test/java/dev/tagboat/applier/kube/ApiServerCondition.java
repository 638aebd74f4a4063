package dev.tagboat.applier.kube;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for the programs of {@link NeedsApiServer}. */
final class ApiServerCondition implements ExecutionCondition {
  private static final String REQUIRE = "TAGBOAT_REQUIRE_PROGRAMS";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        Stream.of("kube-apiserver", "kube-controller-manager", "etcd")
            .filter(name -> Programs.find(name).isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("all programs are there");
    }
    String sentence =
        context.getDisplayName()
            + " needs "
            + String.join(", ", missing)
            + " in the folder KUBEBUILDER_ASSETS (etcd also from Debian's etcd-server)";
    if (System.getenv(REQUIRE) != null && System.getenv("KUBEBUILDER_ASSETS") != null) {
      throw new IllegalStateException(sentence);
    }
    if (context.getTestMethod().isEmpty()) {
      System.err.println("NOT TESTED: " + sentence);
    }
    return ConditionEvaluationResult.disabled(sentence);
  }
}
