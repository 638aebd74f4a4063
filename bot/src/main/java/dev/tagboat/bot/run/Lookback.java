package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.Before;
import dev.tagboat.bot.registry.Registry;
import java.util.Optional;

/**
 * Looks at what is about to be replaced, for the person who reviews it. Whatever stands in the way
 * is said there, and never holds anything up.
 */
@FunctionalInterface
public interface Lookback {
  /** Looks at nothing. */
  Lookback NONE = (image, written) -> written;

  /**
   * @param written what stands in the files
   */
  Before at(ImageName image, Before written);

  /**
   * Asks a registry: one HEAD where no digest is written, and up to three GETs for an image that
   * was not looked at before.
   */
  static Lookback of(Registry registry) {
    return (image, written) -> {
      Tag tag = written.tag();
      Optional<Digest> digest = Optional.ofNullable(written.digest());
      try {
        if (digest.isEmpty() && tag != null) {
          digest = registry.digest(image, tag);
        }
        ImageEvidence seen =
            digest
                .map(one -> registry.predecessor(image, one))
                .orElseGet(() -> new ImageEvidence.Missing("the registry no longer has it"));
        return new Before(tag, digest.orElse(null), seen, true);
      } catch (Fault fault) {
        ImageEvidence none = new ImageEvidence.Missing(String.valueOf(fault.getMessage()));
        return new Before(tag, digest.orElse(null), none, false);
      }
    };
  }
}
