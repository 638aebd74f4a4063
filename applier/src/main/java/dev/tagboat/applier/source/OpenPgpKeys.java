package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tagboat.applier.fault.UserFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** The public keys of OpenPGP (RFC 9580) that are listed; whoever wrote the list is trusted. */
final class OpenPgpKeys {
  private static final String BLOCK = "(?=-----BEGIN PGP PUBLIC KEY BLOCK-----)";

  /** Two texts of one hash can be made for these (RFC 9580, section 9.5). */
  private static final Set<Integer> WEAK =
      Set.of(HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160);

  /** Critical ones that we do not know must not be passed over (RFC 9580, section 5.2.3.7). */
  private static final Set<Integer> KNOWN =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.ISSUER_FINGERPRINT,
          SignatureSubpacketTags.SIGNER_USER_ID);

  private final List<PGPPublicKeyRing> rings;

  private OpenPgpKeys(List<PGPPublicKeyRing> rings) {
    this.rings = List.copyOf(rings);
  }

  /**
   * Reads one or several exports after each other.
   *
   * @param file for messages
   * @throws UserFault when there are no public keys in it
   */
  static OpenPgpKeys read(Path file, byte[] content) {
    List<PGPPublicKeyRing> rings = new ArrayList<>();
    try {
      for (String block : new String(content, ISO_8859_1).strip().split(BLOCK, -1)) {
        new PGPPublicKeyRingCollection(
                PGPUtil.getDecoderStream(new ByteArrayInputStream(block.getBytes(ISO_8859_1))),
                new BcKeyFingerprintCalculator())
            .forEach(rings::add);
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw new UserFault("the file " + file + " cannot be read as public keys of GPG", e);
    }
    if (rings.isEmpty()) {
      throw new UserFault("the file " + file + " holds no public keys of GPG");
    }
    return new OpenPgpKeys(rings);
  }

  /**
   * Why the signature is not one of {@code data} by a listed key; empty when it is.
   *
   * @param armored a detached signature
   */
  Optional<String> objection(byte[] data, byte[] armored) {
    try {
      PGPSignature signature = only(armored);
      return form(signature).or(() -> byKey(signature, data));
    } catch (IOException | RuntimeException e) {
      // What the library makes of bytes that somebody cut or made up.
      return Optional.of("its signature of GPG cannot be read");
    }
  }

  private static PGPSignature only(byte[] armored) throws IOException {
    PGPObjectFactory packets =
        new PGPObjectFactory(
            PGPUtil.getDecoderStream(new ByteArrayInputStream(armored)),
            new BcKeyFingerprintCalculator());
    if (packets.nextObject() instanceof PGPSignatureList list && list.size() == 1) {
      return list.get(0);
    }
    throw new IOException("not one signature");
  }

  private static Optional<String> form(PGPSignature signature) {
    PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
    if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT || hashed == null) {
      return Optional.of("its signature of GPG is not of the kind that git makes");
    }
    if (WEAK.contains(signature.getHashAlgorithm())) {
      return Optional.of("its signature of GPG uses a broken hash, such as SHA-1");
    }
    boolean strange = Arrays.stream(hashed.getCriticalTags()).anyMatch(tag -> !KNOWN.contains(tag));
    if (strange || hashed.getSignatureExpirationTime() > 0) {
      return Optional.of("its signature of GPG expires, or sets conditions that are not known");
    }
    return hashed.getSignatureCreationTime() == null
        ? Optional.of("its signature of GPG does not say when it was made")
        : Optional.empty();
  }

  private Optional<String> byKey(PGPSignature signature, byte[] data) {
    String called = "signed by GPG with " + hex(signature.getKeyID());
    Optional<PGPPublicKeyRing> ring =
        rings.stream().filter(r -> r.getPublicKey(signature.getKeyID()) != null).findFirst();
    if (ring.isEmpty()) {
      return Optional.of(called + ", which is not listed");
    }
    PGPPublicKey main = ring.get().getPublicKey();
    PGPPublicKey key = ring.get().getPublicKey(signature.getKeyID());
    Instant made = instant(signature.getHashedSubPackets().getSignatureCreationTime());
    return unfit(main, made)
        .or(() -> unfit(key, made))
        .or(() -> isForSigning(key, main) ? Optional.empty() : Optional.of("is not for signing"))
        .or(() -> fits(signature, key, data) ? Optional.empty() : Optional.of("fits another text"))
        .map(why -> called + ", which " + why);
  }

  private static Optional<String> unfit(PGPPublicKey key, Instant when) {
    Instant from = instant(key.getCreationTime());
    if (key.hasRevocation()) {
      return Optional.of("is revoked");
    }
    if (key.getValidSeconds() > 0 && !when.isBefore(from.plusSeconds(key.getValidSeconds()))) {
      return Optional.of("had expired by then");
    }
    return when.isBefore(from) ? Optional.of("was not made yet by then") : Optional.empty();
  }

  private static Instant instant(Date date) {
    return date.toInstant();
  }

  /** By the flags that the main key gives; without any, every key may sign. */
  private static boolean isForSigning(PGPPublicKey key, PGPPublicKey main) {
    boolean told = false;
    Iterator<PGPSignature> signatures = key.getSignatures();
    while (signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
      if (signature.getKeyID() == main.getKeyID() && hashed != null && hashed.getKeyFlags() != 0) {
        told = true;
        if ((hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
          return true;
        }
      }
    }
    return !told;
  }

  private static boolean fits(PGPSignature signature, PGPPublicKey key, byte[] data) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(data);
      return signature.verify();
    } catch (PGPException e) {
      return false;
    }
  }

  private static String hex(long keyId) {
    return String.format(Locale.ROOT, "%016X", keyId);
  }
}
