package dev.tagboat.bot.run;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import java.time.Duration;

/**
 * Who is asked whether images are signed.
 *
 * @param sigstore tells who signed, where a rule names an identity
 * @param patience how long after it was seen an image may be without a signature and is looked at
 *     again: CI pushes first and signs then. Zero for whoever does not come back
 */
public record Signatures(Lookup lookup, Sigstore sigstore, Duration patience) {
  /** Nobody is asked, so whatever has to be signed is refused. */
  public static final Signatures UNASKED =
      new Signatures(
          (image, digest, rule) -> SignatureVerdict.unasked(), Sigstore.NONE, Duration.ZERO);

  /** Asks a registry. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
     * @throws dev.tagboat.bot.fault.UserFault when a person must act before it can be asked
     */
    SignatureVerdict of(ImageName image, Digest digest, SignatureRule rule);
  }
}
