package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Via;
import java.util.Locale;

/** Tells what refers to an image by the types that its authors gave it. */
final class AttachmentKinds {
  private AttachmentKinds() {}

  /**
   * @param entry of a list of referrers
   */
  static Attachment of(JsonNode entry, Via via, Digest digest) {
    String type = entry.path("artifactType").asText("");
    Kind kind =
        type.startsWith("application/vnd.dev.sigstore.bundle") ? bundle(entry) : byType(type);
    return new Attachment(kind, via, Claims.isShowable(type) ? type : null, digest);
  }

  // A Sigstore bundle holds a signature or an attestation; cosign 3 signs by an attestation of its
  // own type (sigstore/cosign specs/BUNDLE_SPEC.md).
  private static Kind bundle(JsonNode entry) {
    JsonNode annotations = entry.path("annotations");
    String content = annotations.path("dev.sigstore.bundle.content").asText("");
    String predicate = annotations.path("dev.sigstore.bundle.predicateType").asText("");
    boolean signs = content.equals("message-signature") || predicate.contains("/cosign/sign/");
    if (signs || (content.isEmpty() && predicate.isEmpty())) {
      return Kind.SIGNATURE;
    }
    return byType(predicate) == Kind.SBOM ? Kind.SBOM : Kind.ATTESTATION;
  }

  private static Kind byType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.contains("spdx") || lower.contains("cyclonedx") || lower.contains("syft")) {
      return Kind.SBOM;
    }
    if (lower.contains("signature") || lower.contains("cosign.artifact.sig")) {
      return Kind.SIGNATURE;
    }
    return lower.contains("in-toto") || lower.contains("attestation") || lower.contains("slsa")
        ? Kind.ATTESTATION
        : Kind.OTHER;
  }
}
