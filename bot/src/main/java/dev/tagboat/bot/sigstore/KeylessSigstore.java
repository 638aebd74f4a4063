package dev.tagboat.bot.sigstore;

import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.Json;
import dev.tagboat.bot.signature.Proofs;
import dev.tagboat.bot.signature.Sigstore;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the authorities prove, by sigstore-java as far as it goes. On top of it: that the signature
 * was made while its certificate was valid and its log in use, which sigstore-java 2.0.0 asks only
 * of timestamps (docs.sigstore.dev, "Sigstore client spec", 4.2); and cosign's older layout.
 */
final class KeylessSigstore implements Sigstore {
  private static final String SHA256 = "sha256:";

  private final TrustedRoots roots;

  KeylessSigstore(TrustedRoots roots) {
    this.roots = roots;
  }

  private interface Look {
    Author at(SigstoreTrustedRoot root)
        throws Unproven,
            GeneralSecurityException,
            IOException,
            KeylessVerificationException,
            FulcioVerificationException,
            BundleParseException,
            SigstoreConfigurationException;
  }

  @Override
  public Author simple(byte[] payload, Proofs proofs) {
    return judged(root -> older(root, payload, proofs));
  }

  @Override
  public Author bundle(byte[] bundle, Digest image) {
    return judged(root -> newer(root, bundle, image));
  }

  private Author judged(Look look) {
    SigstoreTrustedRoot root = roots.get();
    try {
      return look.at(root);
    } catch (Unproven
        | KeylessVerificationException
        | FulcioVerificationException
        | GeneralSecurityException e) {
      return new Author.Unproven(Words.of(e));
    } catch (BundleParseException | IOException | SigstoreConfigurationException e) {
      return new Author.Unproven("it cannot be read (" + Words.of(e) + ")");
    } catch (RuntimeException e) {
      // The library says so in many ways that its input is not what it should be.
      return new Author.Unproven("it is damaged");
    }
  }

  private static Author older(SigstoreTrustedRoot root, byte[] payload, Proofs proofs)
      throws Unproven, GeneralSecurityException, IOException, FulcioVerificationException {
    Unproven.unless(!proofs.certificate().isEmpty(), "no certificate stands beside it");
    Leaf leaf = Leaf.parse(proofs.certificate());
    OlderEntry entry = OlderEntry.parse(proofs.entry());
    byte[] signature = Base64.getDecoder().decode(proofs.signature());
    FulcioVerifier.newFulcioVerifier(root).verifySigningCertificate(leaf.path());
    Unproven.unless(
        Verifiers.newVerifier(leaf.certificate().getPublicKey()).verify(payload, signature),
        "its certificate is of another signature");
    entry.mustBeAbout(payload, signature, leaf);
    entry.mustBeOf(root.getTLogs());
    leaf.mustHaveBeenValid(entry.at());
    return leaf.author();
  }

  private static Author newer(SigstoreTrustedRoot root, byte[] json, Digest image)
      throws Unproven,
          GeneralSecurityException,
          IOException,
          KeylessVerificationException,
          BundleParseException,
          SigstoreConfigurationException {
    Unproven.unless(Json.parse(json).isPresent(), "it is no JSON");
    Unproven.unless(image.value().startsWith(SHA256), "only SHA-256 is known to bundles");
    Bundle bundle = Bundle.from(new StringReader(new String(json, StandardCharsets.UTF_8)));
    Leaf leaf = new Leaf((X509Certificate) bundle.getCertPath().getCertificates().get(0));
    KeylessVerifier.builder()
        .trustedRootProvider(() -> root)
        .build()
        .verify(
            HexFormat.of().parseHex(image.value().substring(SHA256.length())),
            bundle,
            VerificationOptions.empty());
    inTime(root, bundle, leaf);
    return leaf.author();
  }

  private static void inTime(SigstoreTrustedRoot root, Bundle bundle, Leaf leaf) throws Unproven {
    Unproven.unless(
        bundle.getEntries().size() == 1, "it has not exactly one entry of a transparency log");
    RekorEntry entry = bundle.getEntries().get(0);
    String promise = entry.getVerification().getSignedEntryTimestamp();
    if (promise == null || promise.isEmpty()) {
      // Then nobody signed the entry's time; timestamps have been compared already.
      Unproven.unless(!bundle.getTimestamps().isEmpty(), "nothing proves when it was made");
      return;
    }
    Logs.of(root.getTLogs(), entry.getLogID(), entry.getIntegratedTimeInstant());
    leaf.mustHaveBeenValid(entry.getIntegratedTimeInstant());
  }
}
