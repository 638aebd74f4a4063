package dev.tagboat.server.view;

import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.clusters.Condition;
import java.util.Locale;
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

  /** How many findings say that a credential may do too much. */
  public long tooMuch() {
    Findings last = setup.doctor().last();
    return last == null ? 0 : last.count(Finding.Status.TOO_MUCH);
  }

  /** With a mark at the thousands: {@code 4,321}. */
  public String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** How a finding is shown. */
  public String mark(Diagnosis one) {
    return switch (one.finding().status()) {
      case OK -> "current";
      case UNKNOWN -> "unknown";
      case WARNING -> "differs";
      case TOO_MUCH -> "stuck";
    };
  }

  /** In a word, with a sign for those who do not see its colour. */
  public String sign(Diagnosis one) {
    return switch (one.finding().status()) {
      case OK -> "✓ ok";
      case UNKNOWN -> "? not known";
      case WARNING -> "≠ doubtful";
      case TOO_MUCH -> "! too much";
    };
  }
}
