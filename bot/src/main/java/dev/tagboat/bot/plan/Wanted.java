package dev.tagboat.bot.plan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be proposed.
 *
 * @param digest what the tag points to; null when nobody asked the registry
 */
public record Wanted(ImageName image, Tag tag, @Nullable Digest digest) {
  /** {@code registry/path:tag[@digest]}. */
  @Override
  public String toString() {
    return new ImageReference(image, tag, digest).toString();
  }
}
