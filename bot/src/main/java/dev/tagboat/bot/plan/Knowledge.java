package dev.tagboat.bot.plan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.ImageFacts;

/** Gives what is known of an image's tags beyond their names. */
@FunctionalInterface
public interface Knowledge {
  /** Nothing is known of any: whatever needs to know more is refused. */
  Knowledge NONE = image -> ImageFacts.none();

  ImageFacts of(ImageName image);
}
