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
 * @param link a page that shows it; null without one
 */
public record Moment(
    Instant at,
    String step,
    String detail,
    @Nullable String tag,
    @Nullable String push,
    String where,
    @Nullable String link) {

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

  /** By its step. */
  public Tone tone() {
    return switch (step) {
      case "confirmed", "merged", "applied", "proposed", "updated" -> Tone.GOOD;
      case "refused", "failed", "not-applied", "drift" -> Tone.BAD;
      case "health" -> detail.startsWith("healthy") ? Tone.GOOD : Tone.BAD;
      default -> Tone.PLAIN;
    };
  }
}
