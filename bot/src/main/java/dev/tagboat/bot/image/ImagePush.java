package dev.tagboat.bot.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender claims: "this tag was pushed". A hint until the registry has confirmed it.
 *
 * @param image the image; its registry comes from our configuration of the sender
 * @param tag the tag pushed
 * @param digest what the sender says the tag points to; null when it does not say
 * @param mediaType the manifest's media type as the sender gives it; null when it does not say
 * @param pushedAt the sender's clock; null when it does not say
 * @param pusher who pushed, as the sender names them; null when it does not say
 */
public record ImagePush(
    ImageName image,
    Tag tag,
    @Nullable Digest digest,
    @Nullable String mediaType,
    @Nullable Instant pushedAt,
    @Nullable String pusher) {

  /** A push of which only the name, the tag and perhaps the digest are known. */
  public static ImagePush of(ImageName image, Tag tag, @Nullable Digest digest) {
    return new ImagePush(image, tag, digest, null, null, null);
  }

  /** {@code registry/path:tag[@digest]}. */
  public String reference() {
    return new ImageReference(image, tag, digest).toString();
  }
}
