package dev.tagboat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathSecretTest {

  @Test
  void sixteenRandomBytesAreEnoughHoweverTheyAreWritten() {
    long seed = 20261126;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      refused += PathSecret.isStrong(HexFormat.of().formatHex(bytes)) ? 0 : 1;
      refused +=
          PathSecret.isStrong(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
              ? 0
              : 1;
    }
    // A drawn one that looks like a pattern is refused; another is drawn.
    assertThat(refused).as("seed %d", seed).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "0123456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababababababababababababab",
        "passwordpasswordpasswordpasswordpassword",
        "abcdefghijklmnopqrstuvwxyz",
        "12345678901234567890123456789012345678901234567890",
        "d41d8cd98f00b204e9800998ecf8427",
        "changeme-changeme-changeme-changeme",
        "3141592653589793238462643383279502",
      })
  void whatCanBeGuessedIsNotEnough(String secret) {
    assertThat(PathSecret.isStrong(secret)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d41d8cd98f00b204e9800998ecf8427e",
        "Zm9vYmFyQmF6UXV4MTIzND",
        "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d",
        "correct-horse-battery-staple-over-the-lazy-dog",
      })
  void whatCannotIs(String secret) {
    assertThat(PathSecret.isStrong(secret)).isTrue();
  }
}
