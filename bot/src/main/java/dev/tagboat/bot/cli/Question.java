package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.ImageDetails;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.signature.SignatureRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that only a registry knows. Equal questions have one answer.
 *
 * @param <T> what the answer is
 */
sealed interface Question<T> {
  ImageName image();

  /**
   * Asks, and waits for the answer.
   *
   * @throws dev.tagboat.bot.fault.Fault when there is none
   */
  T ask(OciRegistry registry);

  /** All tags of the image: many requests, where it has many. */
  record Tags(ImageName image) implements Question<List<Tag>> {
    @Override
    public List<Tag> ask(OciRegistry registry) {
      return registry.tags(image);
    }
  }

  /** What one tag points to: one HEAD, which no registry counts as a pull. */
  record Pointer(ImageName image, Tag tag) implements Question<Optional<Digest>> {
    @Override
    public Optional<Digest> ask(OciRegistry registry) {
      return registry.digest(image, tag);
    }
  }

  /** What one tag points to, and whether that is an image. */
  record Target(ImageName image, Tag tag) implements Question<Confirmation> {
    @Override
    public Confirmation ask(OciRegistry registry) {
      return registry.confirm(image, tag, null);
    }
  }

  /**
   * What the image under a tag says of itself; nothing when there is no such tag.
   *
   * @param digest what is looked at instead of what the tag points to now; null for that
   */
  record Details(ImageName image, Tag tag, @Nullable Digest digest)
      implements Question<ImageDetails> {
    @Override
    public ImageDetails ask(OciRegistry registry) {
      Optional<Digest> found = digest == null ? registry.digest(image, tag) : Optional.of(digest);
      return found
          .map(one -> registry.details(image, one, ImageDetails.Breadth.ONE))
          .orElse(ImageDetails.EMPTY);
    }
  }

  /** Whether an image is signed as a rule asks for. */
  record Signature(ImageName image, Digest digest, SignatureRule rule)
      implements Question<SignatureVerdict> {
    @Override
    public SignatureVerdict ask(OciRegistry registry) {
      return registry.signature(image, digest, rule);
    }
  }
}
