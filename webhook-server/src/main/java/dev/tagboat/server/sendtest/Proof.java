package dev.tagboat.server.sendtest;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.HookType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a sender adds to prove that it knows the secret.
 *
 * @param secret headers that hold the secret itself
 * @param open headers that give nothing away, such as signatures
 * @param path what follows {@code /hooks/NAME}: {@code /SECRET}, or nothing
 */
record Proof(Map<String, String> secret, Map<String, String> open, String path) {
  static final Proof NONE = new Proof(Map.of(), Map.of(), "");

  /**
   * @param header the name of the header that {@link AuthKind#HEADER} uses; null for the type's
   *     usual one
   * @throws UserFault when only the sender itself can prove itself so; the message says what to do
   */
  static Proof of(
      HookType type,
      AuthKind auth,
      @Nullable String header,
      Secret secret,
      byte[] body,
      Instant now) {
    String plain = secret.reveal();
    return switch (auth) {
      case BEARER -> carried("Authorization", "Bearer " + plain);
      case BASIC -> carried("Authorization", "Basic " + base64("tagboat:" + plain));
      case HEADER -> carried(header == null ? type.secretHeader() : header, plain);
      case PATH -> new Proof(Map.of(), Map.of(), "/" + plain);
      case HMAC_SHA256 -> new Proof(Map.of(), sha256(type, plain, body, now), "");
      case HMAC_SHA1 -> signed("X-Nexus-Webhook-Signature", mac("HmacSHA1", plain, body));
      case OIDC, SNS -> throw new UserFault(Unsignable.sentence(auth));
    };
  }

  private static Proof carried(String header, String value) {
    return new Proof(Map.of(header, value), Map.of(), "");
  }

  private static Proof signed(String header, String value) {
    return new Proof(Map.of(), Map.of(header, value), "");
  }

  private static Map<String, String> sha256(
      HookType type, String secret, byte[] body, Instant now) {
    String hex = mac("HmacSHA256", secret, body);
    return switch (type) {
      case GHCR -> Map.of(type.signatureHeader(), "sha256=" + hex);
      case GITEA ->
          Map.of(
              type.signatureHeader(),
              hex,
              "X-Gogs-Signature",
              hex,
              "X-Hub-Signature-256",
              "sha256=" + hex);
      case JFROG -> Map.of(type.signatureHeader(), hex);
      default -> timed(type, secret, body, now);
    };
  }

  private static Map<String, String> timed(HookType type, String secret, byte[] body, Instant now) {
    String time = Long.toString(now.getEpochSecond());
    byte[] prefix = (time + ".").getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Timestamp", time);
    headers.put(type.signatureHeader(), "sha256=" + mac("HmacSHA256", secret, prefix, body));
    return headers;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String mac(String algorithm, String secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
