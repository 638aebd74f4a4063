package dev.tagboat.bot.signature;

import dev.tagboat.bot.image.Digest;

/**
 * Tells who made a signature without a key: an authority vouched for the identity, and a public log
 * shows when (docs.sigstore.dev, "Verifying signatures").
 */
public interface Sigstore {
  /** Nobody looks, so nothing is proven. */
  Sigstore NONE =
      new Sigstore() {
        @Override
        public Author simple(byte[] payload, Proofs proofs) {
          return new Author.Unproven("nobody looked at it");
        }

        @Override
        public Author bundle(byte[] bundle, Digest image) {
          return new Author.Unproven("nobody looked at it");
        }
      };

  /** Who made a signature. */
  sealed interface Author {
    /**
     * @param identity an e-mail address or a URI, as the certificate has it
     * @param issuer who vouched for it
     */
    record Proven(String identity, String issuer) implements Author {}

    /**
     * @param reason to follow "it does not prove who made it: "; no full stop
     */
    record Unproven(String reason) implements Author {}
  }

  /**
   * Who signed {@code payload}, whatever that says.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when the authorities cannot be had now
   * @throws dev.tagboat.bot.fault.UserFault when a person must act before they can be had
   */
  Author simple(byte[] payload, Proofs proofs);

  /**
   * Who signed what a bundle holds, which has to be about {@code image}.
   *
   * @param bundle its JSON
   * @throws dev.tagboat.bot.fault.TransientFault as above
   * @throws dev.tagboat.bot.fault.UserFault as above
   */
  Author bundle(byte[] bundle, Digest image);
}
