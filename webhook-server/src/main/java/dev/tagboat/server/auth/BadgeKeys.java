package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys that show one image in one place, made with a token that no one gets back from them. */
public final class BadgeKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param secret what keys hang on: another one makes all of them void; null for one that lasts as
   *     long as the process
   */
  public BadgeKeys(@Nullable Secret secret) {
    byte[] bytes = new byte[32];
    if (secret == null) {
      new SecureRandom().nextBytes(bytes);
    } else {
      bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
    }
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The key of an image in a place: 32 hexadecimal digits. */
  public String of(String image, String place) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // Neither part can hold a line break; the first line keeps other uses of the token apart.
      mac.update(("tagboat badge\n" + image + "\n" + place).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether {@code candidate} is the key of this image in this place. */
  public boolean fits(String candidate, String image, String place) {
    boolean oneLine = image.indexOf('\n') < 0 && place.indexOf('\n') < 0;
    return oneLine
        && MessageDigest.isEqual(
            candidate.getBytes(StandardCharsets.UTF_8),
            of(image, place).getBytes(StandardCharsets.UTF_8));
  }
}
