package dev.tagboat.bot.signature;

import dev.tagboat.bot.config.Signer;
import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.SignatureVerdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
   * @param proofs that stand beside it
   * @param image which it has to be about
   */
  Check simple(byte[] payload, Proofs proofs, Digest image);

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
    public Check simple(byte[] payload, Proofs proofs, Digest image) {
      return byOne(key -> SimpleSigning.problem(payload, proofs.signature(), key, image));
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
   * This identity, as an authority vouched for it.
   *
   * @param name of the identity
   */
  record Identity(String name, Signer wanted, Sigstore sigstore) implements SignatureRule {
    @Override
    public Check simple(byte[] payload, Proofs proofs, Digest image) {
      return by(sigstore.simple(payload, proofs), () -> SimpleSigning.content(payload, image));
    }

    @Override
    public Check bundle(byte[] bundle, Digest image) {
      return by(sigstore.bundle(bundle, image), () -> SigstoreBundle.content(bundle, image));
    }

    private Check by(Sigstore.Author author, Supplier<Optional<Problem>> content) {
      if (author instanceof Sigstore.Author.Unproven no) {
        return new Check.Bad("does not prove who made it: " + no.reason());
      }
      Sigstore.Author.Proven who = (Sigstore.Author.Proven) author;
      if (!wanted.is(who.identity(), who.issuer())) {
        String other = new Signer(who.identity(), who.issuer()).toString();
        return new Check.Bad("is by " + Printable.plain(other) + ", not by " + name);
      }
      return content
          .get()
          .<Check>map(problem -> new Check.Bad(problem.sentence(name)))
          .orElseGet(
              () ->
                  new Check.Good(
                      new SignatureVerdict.VerifiedByIdentity(
                          Printable.plain(who.identity()), who.issuer())));
    }
  }

  /**
   * It cannot be used, so nothing passes.
   *
   * @param reason no full stop
   */
  record Broken(String name, String reason) implements SignatureRule {
    @Override
    public Check simple(byte[] payload, Proofs proofs, Digest image) {
      return new Check.Bad(reason);
    }

    @Override
    public Check bundle(byte[] bundle, Digest image) {
      return new Check.Bad(reason);
    }
  }

  /**
   * The rule with its keys; {@link Broken} when they cannot be had.
   *
   * @param sigstore for a rule that names an identity
   */
  static SignatureRule of(Verification wanted, KeyFiles files, Sigstore sigstore) {
    Verification.Cosign cosign = wanted.cosign();
    String name = wanted.name();
    Signer signer = cosign.signer();
    if (signer != null) {
      return new Identity(name, signer, sigstore);
    }
    try {
      Optional<byte[]> pem =
          cosign.isInline()
              ? Optional.of(cosign.pem().getBytes(StandardCharsets.UTF_8))
              : files.find(cosign.pem());
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
