package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.UserFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an RSA key in PEM. GitHub hands out PKCS#1 (RFC 8017, appendix A.1.2), Java reads PKCS#8
 * (RFC 5208) only: the first is wrapped into the second.
 */
final class PrivateKeys {
  private static final int LIMIT = 64 << 10;
  private static final String DOWNLOAD = "Download a new one from the App's settings page.";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (?<kind>RSA |)PRIVATE KEY-----(?<body>[A-Za-z0-9+/=\\s]+)-----END");

  /** Version 0, then the algorithm: rsaEncryption with no parameters. */
  private static final byte[] PKCS8_HEAD =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private PrivateKeys() {}

  /**
   * @throws UserFault when the file cannot be read, or holds no plain RSA key
   */
  static PrivateKey read(Path file) {
    String text = text(file);
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw text.contains("ENCRYPTED")
          ? unusable(file, "it needs a passphrase", "Take it off: openssl pkey -in KEY -out PLAIN.")
          : unusable(
              file, "it holds no 'RSA PRIVATE KEY' or 'PRIVATE KEY' block in lines", DOWNLOAD);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group("body"));
      byte[] pkcs8 = pem.group("kind").isEmpty() ? der : wrapped(der);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause is left out: it may quote key material.
      throw unusable(file, "its content is no RSA key", DOWNLOAD);
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unusable(
          file,
          "the file cannot be read (" + e.getClass().getSimpleName() + ")",
          "Check the path, and whether it may be read.");
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(PKCS8_HEAD);
    inner.writeBytes(der(0x04, pkcs1));
    return der(0x30, inner.toByteArray());
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    // Always the three-byte length: BER allows it and Java's reader takes it for keys >= 1024 bit,
    // where it is also the shortest form (DER).
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static UserFault unusable(Path file, String why, String advice) {
    return new UserFault(
        "Tried to read the GitHub App's private key from " + file + ", but " + why + ". " + advice);
  }
}
