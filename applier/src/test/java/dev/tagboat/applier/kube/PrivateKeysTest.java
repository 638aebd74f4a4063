package dev.tagboat.applier.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.fault.UserFault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PrivateKeysTest {
  private static byte[] pem(String type, byte[] der) {
    String text =
        "-----BEGIN "
            + type
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + type
            + "-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean belongs(String algorithm, PrivateKey key, PublicKey other)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update((byte) 1);
    byte[] signature = signer.sign();
    signer.initVerify(other);
    signer.update((byte) 1);
    return signer.verify(signature);
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @Test
  void readsPkcs8() throws GeneralSecurityException {
    KeyPair pair = rsa();

    PrivateKey key = PrivateKeys.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));

    assertThat(belongs("SHA256withRSA", key, pair.getPublic())).isTrue();
  }

  // What Java encodes is PKCS #8: 26 bytes of wrapping, then the PKCS #1 key that tools write.
  @Test
  void readsPkcs1() throws GeneralSecurityException {
    KeyPair pair = rsa();
    byte[] pkcs8 = pair.getPrivate().getEncoded();

    PrivateKey key =
        PrivateKeys.parse(pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length)));

    assertThat(belongs("SHA256withRSA", key, pair.getPublic())).isTrue();
  }

  @Test
  void readsSec1() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    byte[] number = Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
    byte[] sec1 = new byte[2 + 3 + 2 + 32 + 2 + 10];
    byte[] head = {0x30, (byte) (sec1.length - 2), 2, 1, 1, 4, 32};
    System.arraycopy(head, 0, sec1, 0, head.length);
    System.arraycopy(number, 0, sec1, head.length, 32);
    byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    System.arraycopy(curve, 0, sec1, head.length + 32, curve.length);

    PrivateKey key = PrivateKeys.parse(pem("EC PRIVATE KEY", sec1));

    assertThat(belongs("SHA256withECDSA", key, pair.getPublic())).isTrue();
  }

  @Test
  void saysWhatIsNoKey() {
    assertThatThrownBy(() -> PrivateKeys.parse(pem("CERTIFICATE", new byte[] {1})))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("no private key");
  }
}
