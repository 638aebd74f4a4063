package dev.tagboat.bot.signature;

/**
 * What stands beside a payload in cosign's older layout (sigstore/cosign, specs/SIGNATURE_SPEC.md).
 * What is missing is empty.
 *
 * @param signature of the payload, in Base64
 * @param certificate the signer's, in PEM
 * @param entry of the transparency log, with the log's signature, in JSON
 */
public record Proofs(String signature, String certificate, String entry) {
  /** A signature by a key needs no more. */
  public static Proofs of(String signature) {
    return new Proofs(signature, "", "");
  }
}
