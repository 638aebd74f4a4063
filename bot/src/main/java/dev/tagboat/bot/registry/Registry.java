package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import org.jspecify.annotations.Nullable;

/** Asks the registry that the configuration names, never one that only an event names. */
public interface Registry {

  /**
   * Asks once, without waiting, what the registry knows of a tag. Callers pause and ask again where
   * the answer says so.
   *
   * @param claimed the digest an authentic event gave, or null; it must exist in the registry
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when the registry is not configured or refuses our
   *     credentials
   */
  Confirmation confirm(ImageName image, Tag tag, @Nullable Digest claimed);
}
