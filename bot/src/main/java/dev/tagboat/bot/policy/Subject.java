package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.TagText;
import java.time.Instant;
import java.util.Optional;

/**
 * A tag as a policy sees it.
 *
 * @param tag what would be written
 * @param text what is compared: the tag itself, or what {@code extract} took from it; empty when
 *     nothing could be taken
 */
record Subject(TagText tag, String text, ImageFacts facts) {
  /** Earlier times are written by builds that leave the time out. */
  private static final Instant FIRST_BUILD_TIME = Instant.parse("2000-01-01T00:00:00Z");

  static Subject of(TagText tag) {
    return new Subject(tag, tag.value(), ImageFacts.none());
  }

  Optional<Instant> created() {
    return facts.createdOf(tag).filter(time -> !time.isBefore(FIRST_BUILD_TIME));
  }

  /** The tag, and what is compared where that is another text. */
  @Override
  public String toString() {
    return text.isEmpty() || text.equals(tag.value()) ? tag.value() : tag + " (" + text + ")";
  }
}
