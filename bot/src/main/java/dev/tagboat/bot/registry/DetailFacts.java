package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.ImageFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts that come from what the image says of itself. */
public abstract class DetailFacts implements ImageFacts {
  private final Instant now;

  /**
   * @param now what an age is counted back from
   */
  protected DetailFacts(Instant now) {
    this.now = now;
  }

  /** What the image says that the tag points to; empty when nobody knows. */
  protected abstract Optional<ImageDetails> details(Tag tag);

  @Override
  public final Optional<Instant> created(Tag tag) {
    return details(tag).flatMap(details -> Optional.ofNullable(details.created()));
  }

  @Override
  public final Optional<List<String>> platforms(Tag tag) {
    return details(tag).map(ImageDetails::platforms).filter(list -> !list.isEmpty());
  }

  @Override
  public final Instant now() {
    return now;
  }
}
