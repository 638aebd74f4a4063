package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImagePush;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request brings.
 *
 * @param hook the name of the sender
 * @param pushes to be stored and worked on
 * @param leftOut to be shown to the operator
 * @param delivery what the sender tells this delivery from others by, when it sends it again, too;
 *     at most 64 characters; null when it does not
 */
public record Intake(
    String hook, List<ImagePush> pushes, List<LeftOut> leftOut, @Nullable String delivery) {
  public Intake {
    pushes = List.copyOf(pushes);
    leftOut = List.copyOf(leftOut);
  }

  /** Of a sender whose deliveries have no id. */
  public Intake(String hook, List<ImagePush> pushes, List<LeftOut> leftOut) {
    this(hook, pushes, leftOut, null);
  }

  /**
   * An event that was not taken.
   *
   * @param outcome {@code ignored} or {@code unreadable}
   * @param subject what it is about, safe to show; may be empty
   * @param routine whether every push brings some of it
   */
  public record LeftOut(String outcome, String subject, String reason, boolean routine) {
    /** Of interest to the operator. */
    public LeftOut(String outcome, String subject, String reason) {
      this(outcome, subject, reason, false);
    }
  }

  /** What was stored. */
  public record Receipt(int accepted, int duplicate) {}
}
