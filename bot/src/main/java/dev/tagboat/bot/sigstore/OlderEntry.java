package dev.tagboat.bot.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.TransparencyLog;
import dev.tagboat.bot.net.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An entry of the log as cosign's older layout has it: with the log's promise to take it in, and
 * without a proof that it is there (sigstore/cosign, specs/SIGNATURE_SPEC.md, "bundle"). The
 * promise is what cosign checks there, too; sigstore-java reads entries with a proof only.
 */
record OlderEntry(RekorEntry entry) {

  static OlderEntry parse(String json) throws Unproven {
    JsonNode all = Json.parse(json.getBytes(StandardCharsets.UTF_8)).orElse(Json.NOTHING);
    JsonNode payload = all.path("Payload");
    String promise = all.path("SignedEntryTimestamp").asText("");
    Unproven.unless(
        !promise.isEmpty() && payload.path("integratedTime").asLong(0) > 0,
        json.isEmpty()
            ? "no entry of a transparency log stands beside it"
            : "the entry of the transparency log beside it cannot be read");
    RekorEntry entry =
        ImmutableRekorEntry.builder()
            .body(payload.path("body").asText(""))
            .integratedTime(payload.path("integratedTime").asLong())
            .logIndex(payload.path("logIndex").asLong())
            .logID(payload.path("logID").asText(""))
            .verification(ImmutableVerification.builder().signedEntryTimestamp(promise).build())
            .build();
    return new OlderEntry(entry);
  }

  Instant at() {
    return Instant.ofEpochSecond(entry.getIntegratedTime());
  }

  /** One of these logs has it. */
  void mustBeOf(List<TransparencyLog> logs) throws Unproven, GeneralSecurityException {
    String promise = String.valueOf(entry.getVerification().getSignedEntryTimestamp());
    TransparencyLog log = Logs.of(logs, entry.getLogID(), at());
    Unproven.unless(
        Verifiers.newVerifier(log.getPublicKey().toJavaPublicKey())
            .verify(entry.getSignableContent(), Base64.getDecoder().decode(promise)),
        "the transparency log did not sign its entry");
  }

  /** It is about this signature, not about any other of the same signer. */
  void mustBeAbout(byte[] payload, byte[] signature, Leaf leaf)
      throws Unproven, GeneralSecurityException {
    JsonNode body = Json.parse(Base64.getDecoder().decode(entry.getBody())).orElse(Json.NOTHING);
    JsonNode spec = body.path("spec");
    JsonNode hash = spec.path("data").path("hash");
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
    JsonNode signed = spec.path("signature");
    String content = signed.path("content").asText("");
    String key = signed.path("publicKey").path("content").asText("");
    boolean same =
        body.path("kind").asText("").equals("hashedrekord")
            && hash.path("algorithm").asText("").equals("sha256")
            && hash.path("value").asText("").equals(digest)
            && MessageDigest.isEqual(Base64.getDecoder().decode(content), signature)
            && Leaf.parse(new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII))
                .equals(leaf);
    Unproven.unless(same, "the entry of the transparency log is about another signature");
  }
}
