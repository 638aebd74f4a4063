package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import java.util.Optional;
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

  /**
   * What the registry shows of a confirmed image beyond its digest. What only has to do with
   * signatures and the like is stated as a gap when it cannot be read.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when it is not for us, or its storage is at a place
   *     that we do not go to
   */
  ImageEvidence evidence(ImageName image, Digest digest);

  /**
   * What an image was that is about to be replaced; less of it than {@link #evidence}.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when it is not for us
   */
  default ImageEvidence predecessor(ImageName image, Digest digest) {
    return evidence(image, digest);
  }

  /**
   * What a tag points to now; empty when there is no such tag.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when the image is not for us
   */
  Optional<Digest> digest(ImageName image, Tag tag);

  /**
   * All tags of an image, in the registry's order.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when the image is not there, or not for us
   */
  List<Tag> tags(ImageName image);
}
