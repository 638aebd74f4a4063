package dev.tagboat.bot.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.Json;
import java.util.Optional;

/**
 * cosign's older layout: a small JSON that names the image's digest, and a signature of its bytes
 * (sigstore/cosign, specs/SIGNATURE_SPEC.md). Which repository it names is not compared: the same
 * image may be copied to others, and it is the digest that is signed.
 */
final class SimpleSigning {
  private static final String TYPE = "cosign container image signature";

  private SimpleSigning() {}

  /** Empty when {@code key} signed that {@code image} is meant. */
  static Optional<Problem> problem(byte[] payload, String signature, TrustedKey key, Digest image) {
    Optional<byte[]> bytes = Base64Text.decode(signature);
    if (bytes.isEmpty()) {
      return Optional.of(Problem.damaged("is damaged: it is not Base64"));
    }
    if (!key.signed(payload, bytes.get())) {
      return Optional.of(Problem.OTHER_KEY);
    }
    // Only now: what nobody we trust has signed is not even read.
    return content(payload, image);
  }

  /** Empty when a payload, by whomever, means {@code image}. */
  static Optional<Problem> content(byte[] payload, Digest image) {
    JsonNode critical = Json.parse(payload).map(json -> json.path("critical")).orElse(Json.NOTHING);
    if (!critical.path("type").asText("").equals(TYPE)) {
      return Optional.of(Problem.but("signs something else than an image"));
    }
    String digest = critical.path("image").path("docker-manifest-digest").asText("");
    return digest.equals(image.value())
        ? Optional.empty()
        : Optional.of(Problem.but("for another image: " + Printable.quote(digest)));
  }
}
