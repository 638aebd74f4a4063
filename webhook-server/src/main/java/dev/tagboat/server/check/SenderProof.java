package dev.tagboat.server.check;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Oidc;
import dev.tagboat.server.config.Sns;
import org.jspecify.annotations.Nullable;

/** What is checked of a sender, as a sentence. */
final class SenderProof {
  private SenderProof() {}

  static String of(Hook hook) {
    if (!hook.isGuarded()) {
      return "nothing: the hook has no secret, so only programs of this machine are let in";
    }
    int secrets = hook.secrets().size();
    String any = secrets > 1 ? "; any of " + secrets + " secrets is good" : "";
    return sentence(hook) + any;
  }

  private static String sentence(Hook hook) {
    return switch (hook.auth()) {
      case BEARER -> "the header 'Authorization: Bearer SECRET'";
      case BASIC -> "the header 'Authorization: Basic …' with the secret as the password";
      case HEADER -> "the header '" + header(hook) + ": SECRET'";
      case PATH ->
          "the secret at the end of the URL; it proves no more than that somebody knows the URL";
      case HMAC_SHA256 -> "the HMAC-SHA256 of the body in '" + hook.type().signatureHeader() + "'";
      case HMAC_SHA1 -> "the HMAC-SHA1 of the body in 'X-Nexus-Webhook-Signature'";
      case OIDC -> oidc(hook.trust().oidc());
      case SNS -> sns(hook.trust().sns());
    };
  }

  private static String header(Hook hook) {
    String own = hook.trust().header();
    if (own != null) {
      return own;
    }
    return hook.type().secretHeader();
  }

  private static String oidc(@Nullable Oidc oidc) {
    return oidc == null
        ? AuthKind.OIDC.key()
        : "an ID token of "
            + oidc.issuer()
            + " for "
            + String.join(" or ", oidc.audiences())
            + ", signed, not expired, of the subject or address that is configured";
  }

  private static String sns(@Nullable Sns sns) {
    return sns == null
        ? AuthKind.SNS.key()
        : "the signature of Amazon SNS, and the topic " + String.join(" or ", sns.topics());
  }
}
