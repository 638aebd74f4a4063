package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.clusters.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What is configured.
 *
 * @param base what URLs begin with, as configured; null when it is not
 * @param tested what came of a test that was sent just now; null when none was
 */
public record SetupPage(Frame frame, Setup setup, @Nullable String base, @Nullable Tested tested) {

  /**
   * A test of a hook.
   *
   * @param reference the image with its tag
   */
  public record Tested(
      String hook, ImageName image, String reference, boolean accepted, String sentence) {}

  /** What came of a test of this hook; null when none was sent just now. */
  public @Nullable Tested tested(Setup.HookCard card) {
    return tested != null && tested.hook().equals(card.hook().name()) ? tested : null;
  }

  /** How a cluster's condition is shown. */
  public Verdict verdict(Condition condition) {
    return switch (condition.state()) {
      case HEALTHY -> Verdict.CURRENT;
      case PROGRESSING -> Verdict.ROLLING;
      case DEGRADED, FAILED -> Verdict.UNHEALTHY;
    };
  }
}
