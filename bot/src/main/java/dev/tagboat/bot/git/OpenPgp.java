package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tagboat.bot.net.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** One private key of OpenPGP (RFC 9580), in a file as {@code gpg --export-secret-keys} writes. */
final class OpenPgp {
  private static final byte[] ARMOR = "-----BEGIN PGP ".getBytes(US_ASCII);

  private final byte[] file;
  private final @Nullable Secret passphrase;

  OpenPgp(byte[] file, @Nullable Secret passphrase) {
    this.file = file;
    this.passphrase = passphrase;
  }

  /** Whether the file is one for us at all: armored, or a secret key packet (tag 5). */
  static boolean isKey(byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 4096), US_ASCII).stripLeading();
    int first = file.length == 0 ? 0 : file[0] & 0xff;
    return start.startsWith(new String(ARMOR, US_ASCII)) || (first & 0xfc) == 0x94 || first == 0xc5;
  }

  /**
   * A detached signature, armored: what git keeps in a commit's {@code gpgsig}.
   *
   * @param when also what the key must be valid at
   */
  byte[] sign(byte[] data, Instant when) throws IOException, PGPException {
    try {
      PGPSecretKey key = choose(ring(), when);
      PGPPublicKey open = key.getPublicKey();
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(open.getAlgorithm(), HashAlgorithmTags.SHA512), open);
      generator.init(PGPSignature.BINARY_DOCUMENT, unlocked(key));
      PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
      hashed.setSignatureCreationTime(false, Date.from(when));
      hashed.setIssuerFingerprint(false, open);
      generator.setHashedSubpackets(hashed.generate());
      PGPSignatureSubpacketGenerator beside = new PGPSignatureSubpacketGenerator();
      beside.setIssuerKeyID(false, key.getKeyID());
      generator.setUnhashedSubpackets(beside.generate());
      generator.update(data);
      return armored(generator.generate());
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      // What the library makes of a file that somebody cut or changed.
      throw new IOException("the file cannot be read as a key", e);
    }
  }

  private PGPSecretKeyRing ring() throws IOException, PGPException {
    PGPSecretKeyRingCollection all =
        new PGPSecretKeyRingCollection(
            PGPUtil.getDecoderStream(new ByteArrayInputStream(file)),
            new BcKeyFingerprintCalculator());
    if (all.size() != 1) {
      throw new IOException("it holds " + all.size() + " keys, and one is needed");
    }
    return all.iterator().next();
  }

  /** As gpg chooses: a subkey made for signing before the key itself, the newest first. */
  private static PGPSecretKey choose(PGPSecretKeyRing ring, Instant when) throws IOException {
    PGPPublicKey master = ring.getPublicKey();
    List<PGPSecretKey> fit = new ArrayList<>();
    for (PGPSecretKey key : ring) {
      if (!key.isPrivateKeyEmpty()
          && isValid(master, when)
          && isValid(key.getPublicKey(), when)
          && isForSigning(key, master)) {
        fit.add(key);
      }
    }
    return fit.stream()
        .max(
            Comparator.comparing((PGPSecretKey key) -> !key.isMasterKey())
                .thenComparing(key -> key.getPublicKey().getCreationTime().toInstant()))
        .orElseThrow(
            () ->
                new IOException(
                    "none of its keys can sign at "
                        + when
                        + ": they are not for signing, not there, expired or revoked"));
  }

  private static boolean isValid(PGPPublicKey key, Instant when) {
    Instant made = key.getCreationTime().toInstant();
    boolean expired =
        key.getValidSeconds() > 0 && !when.isBefore(made.plusSeconds(key.getValidSeconds()));
    return !key.hasRevocation() && !when.isBefore(made) && !expired;
  }

  private static boolean isForSigning(PGPSecretKey key, PGPPublicKey master) {
    if (!key.isSigningKey()) {
      return false;
    }
    boolean told = false;
    Iterator<PGPSignature> signatures = key.getPublicKey().getSignatures();
    while (signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
      if (signature.getKeyID() == master.getKeyID()
          && hashed != null
          && hashed.getKeyFlags() != 0) {
        told = true;
        if ((hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
          return true;
        }
      }
    }
    return !told;
  }

  private PGPPrivateKey unlocked(PGPSecretKey key) throws PGPException, IOException {
    char[] words = passphrase == null ? new char[0] : passphrase.reveal().toCharArray();
    try {
      return key.extractPrivateKey(
          new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(words));
    } catch (PGPException e) {
      throw new IOException(
          passphrase == null ? "it has a passphrase" : "the passphrase is wrong", e);
    }
  }

  private static byte[] armored(PGPSignature signature) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
      signature.encode(armor);
    }
    return bytes.toByteArray();
  }
}
