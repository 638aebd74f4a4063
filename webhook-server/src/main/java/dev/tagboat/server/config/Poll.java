package dev.tagboat.server.config;

import com.google.re2j.Pattern;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image whose tags are listed now and then, since its registry does not tell of pushes.
 *
 * @param interval between two looks
 * @param jitter by how much each of them may come sooner or later
 * @param tags which of its tags count
 */
public record Poll(ImageName image, Duration interval, Duration jitter, Tags tags) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** How often an image is looked at unless configured otherwise. */
  public static final Duration USUAL = Duration.ofMinutes(5);

  /**
   * @throws IllegalArgumentException when a time is out of bounds
   */
  public Poll {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("interval must be between 30s and 7d");
    }
    if (jitter.compareTo(interval.dividedBy(2)) > 0) {
      throw new IllegalArgumentException("jitter must not be more than half of the interval");
    }
  }

  /**
   * @param allow a tag counts when one of these is found in it; empty means every tag
   * @param ignore no tag counts in which one of these is found
   */
  public record Tags(List<Pattern> allow, List<Pattern> ignore) {
    public static final Tags ALL = new Tags(List.of(), List.of());

    public Tags {
      allow = List.copyOf(allow);
      ignore = List.copyOf(ignore);
    }

    public boolean pass(Tag tag) {
      return ignore.stream().noneMatch(pattern -> pattern.matcher(tag.value()).find())
          && (allow.isEmpty()
              || allow.stream().anyMatch(pattern -> pattern.matcher(tag.value()).find()));
    }
  }

  /** A tenth of the interval. */
  static Duration usualJitter(@Nullable Duration interval) {
    return (interval == null ? USUAL : interval).dividedBy(10);
  }
}
