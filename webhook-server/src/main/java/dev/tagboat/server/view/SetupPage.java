package dev.tagboat.server.view;

import dev.tagboat.server.clusters.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What is configured.
 *
 * @param base what URLs begin with, as configured; null when it is not
 */
public record SetupPage(Frame frame, Setup setup, @Nullable String base) {

  /** How a cluster's condition is shown. */
  public Verdict verdict(Condition condition) {
    return switch (condition.state()) {
      case HEALTHY -> Verdict.CURRENT;
      case PROGRESSING -> Verdict.ROLLING;
      case DEGRADED, FAILED -> Verdict.UNHEALTHY;
    };
  }
}
