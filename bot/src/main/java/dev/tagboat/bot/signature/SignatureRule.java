package dev.tagboat.bot.signature;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a rule asks for, with the keys in hand. */
public sealed interface SignatureRule {

  /** What became of looking at one signature. */
  sealed interface Check {
    /** It is as the rule asks for. */
    record Good(SignatureVerdict verdict) implements Check {}

    /**
     * It is not.
     *
     * @param reason to follow "it"; no full stop
     */
    record Bad(String reason) implements Check {}
  }

  /** How people call whose signature is asked for. */
  String name();

  /**
   * Looks at a signature in cosign's older layout.
   *
   * @param payload what was signed
   * @param signature of the payload, in Base64
   * @param image which it has to be about
   */
  Check simple(byte[] payload, String signature, Digest image);

  /**
   * Looks at a signature in a Sigstore bundle.
   *
   * @param bundle its JSON
   * @param image which it has to be about
   */
  Check bundle(byte[] bundle, Digest image);

  /**
   * One of these keys. Proofs that others give besides, such as an entry of a transparency log, are
   * neither needed nor looked at: nobody is asked.
   *
   * @param name the file's path
   */
  record Keys(String name, List<TrustedKey> keys) implements SignatureRule {
    public Keys {
      keys = List.copyOf(keys);
    }

    @Override
    public Check simple(byte[] payload, String signature, Digest image) {
      return byOne(key -> SimpleSigning.problem(payload, signature, key, image));
    }

    @Override
    public Check bundle(byte[] bundle, Digest image) {
      return byOne(key -> SigstoreBundle.problem(bundle, key, image));
    }

    private Check byOne(Function<TrustedKey, Optional<Problem>> look) {
      Problem told = Problem.OTHER_KEY;
      for (TrustedKey key : keys) {
        Optional<Problem> problem = look.apply(key);
        if (problem.isEmpty()) {
          return new Check.Good(new SignatureVerdict.VerifiedByKey(name, key.fingerprint()));
        }
        told = told.kind() == Problem.Kind.OTHER_KEY ? problem.get() : told;
      }
      return new Check.Bad(told.sentence(name));
    }
  }

  /**
   * It cannot be used, so nothing passes.
   *
   * @param reason no full stop
   */
  record Broken(String name, String reason) implements SignatureRule {
    @Override
    public Check simple(byte[] payload, String signature, Digest image) {
      return new Check.Bad(reason);
    }

    @Override
    public Check bundle(byte[] bundle, Digest image) {
      return new Check.Bad(reason);
    }
  }

  /** The rule with its keys; {@link Broken} when they cannot be had. */
  static SignatureRule of(Verification wanted, KeyFiles files) {
    Verification.Cosign cosign = wanted.cosign();
    String name = wanted.name();
    try {
      Optional<byte[]> pem =
          cosign.isInline()
              ? Optional.of(cosign.key().getBytes(StandardCharsets.UTF_8))
              : files.find(cosign.key());
      return pem.isPresent()
          ? new Keys(name, PublicKeys.parse(pem.get()))
          : new Broken(name, "the config repo has no file " + name + " with the public key");
    } catch (UserFault e) {
      return new Broken(name, "the public key " + name + " cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Broken(name, name + " " + e.getMessage());
    }
  }
}
