package dev.tagboat.server.config;

/**
 * How hard a secret in a path is to guess. It is all that stands between a stranger and the hook,
 * so it takes 128 bits; they are estimated by length and kind of characters.
 */
final class PathSecret {
  static final int BITS = 128;

  /** Fewer different characters than this are no random text of that length. */
  private static final int LEAST_DIFFERENT = 8;

  /** What is this long and follows a rule was not drawn at random. */
  private static final int PATTERN = 6;

  private PathSecret() {}

  static boolean isStrong(String secret) {
    return secret.chars().distinct().count() >= LEAST_DIFFERENT
        && unruly(secret) * bits(secret) >= BITS;
  }

  /** Bits that one character is worth: hexadecimal digits 4, letters and digits mixed almost 6. */
  private static double bits(String secret) {
    int alphabet;
    if (secret.matches("[0-9]+")) {
      alphabet = 10;
    } else if (secret.matches("[0-9a-f]+|[0-9A-F]+")) {
      alphabet = 16;
    } else if (secret.matches("[a-z]+|[A-Z]+")) {
      alphabet = 26;
    } else if (secret.matches("[0-9a-z_-]+|[0-9A-Z_-]+")) {
      alphabet = 36;
    } else {
      alphabet = 62;
    }
    return Math.log(alphabet) / Math.log(2);
  }

  /** How many characters neither repeat an earlier part nor run on as in 123456 or aaaaaa. */
  private static int unruly(String secret) {
    int count = 0;
    int run = 1;
    for (int i = 0; i < secret.length(); i++) {
      boolean steps =
          i >= 2 && step(secret, i) == step(secret, i - 1) && Math.abs(step(secret, i)) <= 1;
      run = steps ? run + 1 : 2;
      boolean repeats =
          i + 1 >= 2 * PATTERN
              && secret.indexOf(secret.substring(i + 1 - PATTERN, i + 1)) <= i + 1 - 2 * PATTERN;
      if (run < PATTERN && !repeats) {
        count++;
      }
    }
    return count;
  }

  private static int step(String secret, int i) {
    return secret.charAt(i) - secret.charAt(i - 1);
  }
}
