package dev.tagboat.server.view;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an image.
 *
 * @param step one word, such as {@code confirmed}
 * @param detail for people
 * @param tag whose push it was; null when it was none's
 * @param push its id; null with {@code tag}
 * @param where the config repo or cluster it happened in; empty for none
 * @param number of the pull request; null when it is on none
 * @param link a page that shows it; null without one
 */
public record Moment(
    Instant at,
    String step,
    String detail,
    @Nullable String tag,
    @Nullable String push,
    String where,
    @Nullable Integer number,
    @Nullable String link) {

  /** About how many bytes of a page it takes. */
  public int bytes() {
    return 450 + Portion.bytes(detail);
  }

  /** How it is to be taken: good, bad, or neither. */
  public enum Tone {
    GOOD,
    BAD,
    PLAIN;

    /** As style sheets spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String WRITTEN_BACK = "; written back";
  private static final String AGAIN = " is as the config repo says again";

  /** What people call the step. */
  public String word() {
    return switch (step) {
      case "received" -> "pushed";
      case "pushed" -> "branch pushed";
      case "drift" -> isHealed() ? "healed" : "drifted";
      case "health" -> isHealthy() ? "healthy" : "unhealthy";
      case "not-applied" -> "not applied";
      case "rolled-back" -> "rolled back";
      default -> step;
    };
  }

  /**
   * The push to compare with, as a comparison takes it: itself, or what was pushed last by the time
   * of a roll-out; null at other moments, since those of a push have one with it.
   */
  public @Nullable String point() {
    return switch (step) {
      case "received" -> push;
      case "rollout", "rolled-back" -> at.toString();
      default -> null;
    };
  }

  private boolean isHealed() {
    return detail.endsWith(WRITTEN_BACK) || detail.endsWith(AGAIN);
  }

  private boolean isHealthy() {
    return detail.startsWith("healthy");
  }

  /** By its step. */
  public Tone tone() {
    return switch (step) {
      case "confirmed", "merged", "applied", "proposed", "updated" -> Tone.GOOD;
      case "refused", "declined", "failed", "not-applied", "rolled-back" -> Tone.BAD;
      case "drift" -> isHealed() ? Tone.GOOD : Tone.BAD;
      case "health" -> isHealthy() ? Tone.GOOD : Tone.BAD;
      default -> Tone.PLAIN;
    };
  }
}
