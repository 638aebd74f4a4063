package dev.tagboat.applier.kube;

import dev.tagboat.applier.fault.UserFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM: PKCS #8, and the older forms that cluster tools write, RSA (PKCS #1, RFC
 * 8017) and EC (SEC 1, RFC 5915). Java reads only the first, so the others get its wrapping.
 */
final class PrivateKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]+)-----END");

  // Object identifiers in DER: rsaEncryption with its NULL, and id-ecPublicKey.
  private static final byte[] RSA = hex("06092a864886f70d0101010500");
  private static final byte[] EC = hex("06072a8648ce3d0201");
  private static final byte[] VERSION = hex("020100");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PrivateKeys() {}

  static PrivateKey parse(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!block.find()) {
      throw new UserFault("the client-key holds no private key in PEM, or an encrypted one");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(2));
    return switch (block.group(1)) {
      case "RSA PRIVATE KEY" -> key("RSA", wrapped(RSA, der));
      case "EC PRIVATE KEY" -> key("EC", wrapped(join(EC, curve(der)), der));
      default -> any(der);
    };
  }

  private static PrivateKey any(byte[] pkcs8) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no such key");
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      try {
        return key(algorithm, pkcs8);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, join(VERSION, join(tagged(SEQUENCE, algorithm), tagged(OCTETS, key))));
  }

  // ECPrivateKey is a sequence of version (3 bytes), key (octets), [0] curve, [1] public key.
  private static byte[] curve(byte[] sec1) {
    int at = sec1[1] < 0 ? 2 + (sec1[1] & 0x7f) : 2;
    at += VERSION.length;
    at += 2 + sec1[at + 1];
    if (at + 2 > sec1.length || (sec1[at] & 0xff) != PARAMETERS) {
      throw new UserFault("the client-key does not name its curve");
    }
    byte[] oid = new byte[sec1[at + 1]];
    System.arraycopy(sec1, at + 2, oid, 0, oid.length);
    return oid;
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(one);
    out.writeBytes(other);
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
