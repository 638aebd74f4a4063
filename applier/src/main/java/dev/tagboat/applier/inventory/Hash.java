package dev.tagboat.applier.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.Packed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Hashes of JSON values: the order of keys does not matter. */
public final class Hash {
  // 128 bits: enough against chance, and an inventory of thousands stays small.
  private static final int BYTES = 16;

  private Hash() {}

  /** 22 characters of base64. */
  public static String of(JsonNode value) {
    return of(Packed.sorted(value));
  }

  /** Of a text; 22 characters of base64. */
  public static String of(byte[] text) {
    return base64(Arrays.copyOf(sha256(text), BYTES));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** URL-safe and without padding. */
  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
