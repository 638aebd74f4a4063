package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.policy.ImageFacts;

/** Gives what is known of images beyond their names and tags. */
@FunctionalInterface
public interface Knowledge {
  /** Nothing is known of any: whatever needs to know more is refused. */
  Knowledge NONE = image -> ImageFacts.none();

  ImageFacts of(ImageName image);

  /**
   * Whether an image is signed as a rule asks for. Asked only of images that everything else
   * accepts.
   *
   * @param digest what the tag points to
   */
  default SignatureVerdict signature(ImageName image, Digest digest, Verification wanted) {
    return SignatureVerdict.unasked();
  }
}
