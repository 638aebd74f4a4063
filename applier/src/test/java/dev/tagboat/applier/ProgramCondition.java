package dev.tagboat.applier;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs of {@link NeedsProgram}. */
final class ProgramCondition implements ExecutionCondition {
  private static final String REQUIRE = "TAGBOAT_REQUIRE_PROGRAMS";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        AnnotationSupport.findAnnotation(context.getTestClass(), NeedsProgram.class).stream()
            .flatMap(needs -> Arrays.stream(needs.value()))
            .filter(name -> Programs.find(name).isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("all programs are there");
    }
    String sentence =
        context.getDisplayName()
            + " needs "
            + String.join(", ", missing)
            + ". On Debian: apt-get install git gnupg openssh-client; .ci/run gets helm and kubectl";
    if (System.getenv(REQUIRE) != null) {
      throw new IllegalStateException(sentence);
    }
    if (context.getTestMethod().isEmpty()) {
      System.err.println("NOT TESTED: " + sentence);
    }
    return ConditionEvaluationResult.disabled(sentence);
  }
}
