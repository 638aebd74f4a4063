package dev.tagboat.server.auth;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.HookType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a sender puts its signature, and how it is written. It is chosen by configuration: a header
 * never says which algorithm is to be believed.
 *
 * @param headers the first that is there is the one
 * @param prefix what stands before the hexadecimal digits; may be empty
 * @param algorithm of the MAC, as Java names it
 * @param timed whether {@code X-Timestamp} is signed along with the body when it is there
 */
record SignatureForm(List<String> headers, String prefix, String algorithm, boolean timed) {
  private static final String SHA256 = "HmacSHA256";

  /** Our own, also that of forges. */
  static final SignatureForm OWN =
      new SignatureForm(List.of("X-Signature-256", "X-Hub-Signature-256"), "sha256=", SHA256, true);

  SignatureForm {
    headers = List.copyOf(headers);
  }

  static SignatureForm of(HookType type, AuthKind auth) {
    if (auth == AuthKind.HMAC_SHA1) {
      return bare("HmacSHA1", "X-Nexus-Webhook-Signature");
    }
    return switch (type) {
      case GHCR -> new SignatureForm(List.of(type.signatureHeader()), "sha256=", SHA256, false);
      case GITEA -> bare(SHA256, type.signatureHeader(), "X-Forgejo-Signature");
      case JFROG -> bare(SHA256, type.signatureHeader());
      case DISTRIBUTION,
          GITLAB,
          DOCKERHUB,
          HARBOR,
          QUAY,
          ACR,
          ECR,
          GAR,
          NEXUS,
          ZOT,
          CDEVENTS,
          GENERIC ->
          OWN;
    };
  }

  private static SignatureForm bare(String algorithm, String... headers) {
    return new SignatureForm(List.of(headers), "", algorithm, false);
  }

  @Nullable String value(Presented presented) {
    return headers.stream()
        .map(presented::value)
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  int digits() {
    return algorithm.equals(SHA256) ? 64 : 40;
  }
}
