package dev.tagboat.bot.plan;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule wants proven of an image. Fails closed: what is not proven does not pass. */
final class Proof {
  private static final SignatureVerdict NO_DIGEST =
      new SignatureVerdict.Unknown(
          "nobody asked the registry for the digest, and it is the digest that is signed");

  private Proof() {}

  static SignatureVerdict of(Wanted wanted, Ruling ruling, Knowledge knowledge) {
    Verification verify = ruling.verify();
    if (verify == null) {
      return new SignatureVerdict.NotChecked();
    }
    return wanted.digest() == null
        ? NO_DIGEST
        : knowledge.signature(wanted.image(), wanted.digest(), verify);
  }

  /** Empty when the rule wants nothing, or has it. */
  static Optional<Refusal> refuse(
      Site site, Wanted wanted, Ruling ruling, SignatureVerdict signature) {
    Verification verify = ruling.verify();
    if (verify == null || signature.isVerified()) {
      return Optional.empty();
    }
    String sentence = signature.refusal(verify.name());
    return Optional.of(
        new Refusal(
            site,
            wanted,
            Refusal.Kind.POLICY,
            kind(signature),
            sentence,
            again(signature),
            ruling.source()));
  }

  private static Rejection kind(SignatureVerdict signature) {
    if (signature instanceof SignatureVerdict.Unsigned) {
      return Rejection.UNSIGNED;
    }
    if (signature instanceof SignatureVerdict.Unasked) {
      return Rejection.SIGNATURE_UNASKED;
    }
    return signature instanceof SignatureVerdict.NotMatching
        ? Rejection.SIGNATURE_MISMATCH
        : Rejection.SIGNATURE_UNKNOWN;
  }

  private static @Nullable Instant again(SignatureVerdict signature) {
    return signature instanceof SignatureVerdict.Unsigned unsigned ? unsigned.again() : null;
  }
}
