package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImagePush;
import java.util.List;

/**
 * What one request brings.
 *
 * @param hook the name of the sender
 * @param pushes to be stored and worked on
 * @param leftOut to be shown to the operator
 */
public record Intake(String hook, List<ImagePush> pushes, List<LeftOut> leftOut) {
  public Intake {
    pushes = List.copyOf(pushes);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * An event that was not taken.
   *
   * @param outcome {@code ignored} or {@code unreadable}
   * @param subject what it is about, safe to show; may be empty
   */
  public record LeftOut(String outcome, String subject, String reason) {}

  /** What was stored. */
  public record Receipt(int accepted, int duplicate) {}
}
