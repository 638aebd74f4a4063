package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.image.TagText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the registry knows of tags beyond their names. The caller hands it in; it is asked only for
 * tags that the rest of the rule takes, and only by rules that need it.
 */
public interface ImageFacts {
  /**
   * When the image that the tag points to was made; empty when nobody knows. A time before 2000 is
   * no build time (reproducible builds write 1970 or 1980) and counts as not known.
   */
  Optional<Instant> created(Tag tag);

  /**
   * What the image runs on, {@code os/architecture[/variant]} each; empty when nobody knows. An
   * index has many.
   */
  Optional<List<String>> platforms(Tag tag);

  /** The same of any text: nothing is known of one that is no tag. */
  default Optional<Instant> createdOf(TagText text) {
    return text instanceof Tag tag ? created(tag) : Optional.empty();
  }

  /** The same of any text: nothing is known of one that is no tag. */
  default Optional<List<String>> platformsOf(TagText text) {
    return text instanceof Tag tag ? platforms(tag) : Optional.empty();
  }

  /** What {@code minimum-age} is counted back from. */
  Instant now();

  /** Nothing is known, so whatever needs a fact is refused. */
  static ImageFacts none() {
    return NoFacts.NONE;
  }
}
