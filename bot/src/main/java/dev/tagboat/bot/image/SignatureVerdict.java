package dev.tagboat.bot.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an image is signed as a rule asks for. */
public sealed interface SignatureVerdict {
  /** Nobody asked the registry, so nothing is known. */
  static SignatureVerdict unasked() {
    return new Unasked("nobody asked the registry who signed it");
  }

  /** Whether the image may be proposed where a rule asks for a signature. */
  default boolean isVerified() {
    return false;
  }

  /** What is known; no full stop. */
  String sentence();

  /**
   * Why it does not pass, one sentence.
   *
   * @param wanted how people call whose signature the rule asks for
   */
  default String refusal(String wanted) {
    return "the rule wants a signature by " + wanted + ", but " + sentence();
  }

  /**
   * Signed with the private half of a key that the rule names.
   *
   * @param key how the rule names it: a path in the config repo
   * @param fingerprint SHA-256 of the public key's DER form, hex digits
   */
  record VerifiedByKey(String key, String fingerprint) implements SignatureVerdict {
    @Override
    public boolean isVerified() {
      return true;
    }

    @Override
    public String sentence() {
      return "signed by " + key;
    }
  }

  /**
   * Signed by an identity that the rule names.
   *
   * @param identity as the certificate has it: an e-mail address or a URI
   * @param issuer who vouched for it
   */
  record VerifiedByIdentity(String identity, String issuer) implements SignatureVerdict {
    @Override
    public boolean isVerified() {
      return true;
    }

    @Override
    public String sentence() {
      return "signed by " + identity;
    }
  }

  /** No rule asks for a signature. */
  record NotChecked() implements SignatureVerdict {
    @Override
    public String sentence() {
      return "no rule asks for a signature";
    }
  }

  /**
   * The registry has no signature of it.
   *
   * @param again when it is worth another look, since signatures come after the image; null when it
   *     has had its time
   */
  record Unsigned(@Nullable Instant again) implements SignatureVerdict {
    @Override
    public String sentence() {
      return "the registry has no signature of it";
    }
  }

  /**
   * It has signatures, but none as the rule asks for.
   *
   * @param reason no full stop
   */
  record NotMatching(String reason) implements SignatureVerdict {
    @Override
    public String sentence() {
      return reason;
    }
  }

  /** It was not looked at, so it may well be signed. */
  record Unasked(String reason) implements SignatureVerdict {
    @Override
    public String sentence() {
      return reason;
    }
  }

  /** It cannot be told: there is no digest, or the rule itself cannot be used. */
  record Unknown(String reason) implements SignatureVerdict {
    @Override
    public String sentence() {
      return reason;
    }
  }
}
