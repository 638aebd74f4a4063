package dev.tagboat.bot.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.net.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * cosign's newer layout: a Sigstore bundle with a DSSE envelope around an in-toto statement about
 * the image's digest (sigstore/cosign, specs/BUNDLE_SPEC.md; secure-systems-lab/dsse, protocol.md),
 * or with a signature of the image's manifest itself. Attestations look the same and are often
 * signed with the same key, but a list of vulnerabilities is no word for an image: only cosign's
 * own type counts as its signature.
 */
final class SigstoreBundle {
  private static final String ENVELOPE = "application/vnd.in-toto+json";
  private static final String STATEMENT = "https://in-toto.io/Statement/";
  private static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";
  private static final String SHA256 = "sha256:";
  private static final int MOST_SIGNATURES = 10;
  private static final int MOST_SUBJECTS = 100;

  private SigstoreBundle() {}

  /** Empty when {@code key} signed that {@code image} is meant. */
  static Optional<Problem> problem(byte[] bundle, TrustedKey key, Digest image) {
    JsonNode json = Json.parse(bundle).orElse(Json.NOTHING);
    if (json.path("messageSignature").isObject() && !json.path("dsseEnvelope").isObject()) {
      return ofManifest(json.path("messageSignature"), key, image);
    }
    JsonNode envelope = json.path("dsseEnvelope");
    Optional<byte[]> payload = Base64Text.decode(envelope.path("payload").asText(""));
    String type = envelope.path("payloadType").asText("");
    if (payload.isEmpty() || !type.equals(ENVELOPE)) {
      return Optional.of(Problem.damaged("is damaged, or no signature of an image"));
    }
    return isSigned(envelope.path("signatures"), encoded(type, payload.get()), key)
        ? statement(payload.get(), image)
        : Optional.of(Problem.OTHER_KEY);
  }

  /** Empty when what a bundle holds, by whomever it is, means {@code image}. */
  static Optional<Problem> content(byte[] bundle, Digest image) {
    JsonNode json = Json.parse(bundle).orElse(Json.NOTHING);
    JsonNode envelope = json.path("dsseEnvelope");
    if (!envelope.isObject() && json.path("messageSignature").isObject()) {
      // It has no content of its own: it is made of the image's manifest.
      return Optional.empty();
    }
    byte[] none = new byte[0];
    return statement(Base64Text.decode(envelope.path("payload").asText("")).orElse(none), image);
  }

  // The digest beside it is a hint (protobuf-specs, sigstore_common.proto): what counts is ours.
  private static Optional<Problem> ofManifest(JsonNode message, TrustedKey key, Digest image) {
    Optional<byte[]> signature = Base64Text.decode(message.path("signature").asText(""));
    if (signature.isEmpty() || !image.value().startsWith(SHA256)) {
      return Optional.of(Problem.damaged("is damaged, or no signature of an image"));
    }
    byte[] digest = HexFormat.of().parseHex(image.value().substring(SHA256.length()));
    return key.signedDigest(digest, signature.get())
        ? Optional.empty()
        : Optional.of(Problem.OTHER_KEY);
  }

  private static boolean isSigned(JsonNode signatures, byte[] message, TrustedKey key) {
    int looked = 0;
    for (JsonNode signature : signatures) {
      if (looked++ < MOST_SIGNATURES
          && Base64Text.decode(signature.path("sig").asText(""))
              .filter(bytes -> key.signed(message, bytes))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** What a DSSE signature is of: type and payload, each with its length. */
  static byte[] encoded(String type, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head =
        "DSSEv1 "
            + type.getBytes(StandardCharsets.UTF_8).length
            + " "
            + type
            + " "
            + payload.length
            + " ";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static Optional<Problem> statement(byte[] payload, Digest image) {
    JsonNode statement = Json.parse(payload).orElse(Json.NOTHING);
    boolean signs =
        statement.path("_type").asText("").startsWith(STATEMENT)
            && statement.path("predicateType").asText("").equals(SIGNS);
    if (!signs) {
      return Optional.of(Problem.but("an attestation, no signature"));
    }
    int looked = 0;
    String algorithm = image.value().substring(0, image.value().indexOf(':'));
    for (JsonNode subject : statement.path("subject")) {
      String hex = subject.path("digest").path(algorithm).asText("");
      if (looked++ < MOST_SUBJECTS && image.value().equals(algorithm + ":" + hex)) {
        return Optional.empty();
      }
    }
    return Optional.of(Problem.but("for another image"));
  }
}
