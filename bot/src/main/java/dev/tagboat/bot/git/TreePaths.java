package dev.tagboat.bot.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Which names in a tree are safe to speak of; a hostile tree can hold any bytes. */
final class TreePaths {
  static final int MAX_DEPTH = 64;

  private TreePaths() {}

  static boolean isSafeName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && !name.toLowerCase(Locale.ROOT).equals(".git")
        && name.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\');
  }

  /**
   * Whether the bytes of a name or path are UTF-8. JGit reads others as Latin-1, so that two files
   * could seem to have one name.
   */
  static boolean isUtf8(byte[] raw) {
    for (byte b : raw) {
      if (b < 0) {
        // Decoding puts a replacement character where it fails, which does not encode to the same.
        String text = new String(raw, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), raw);
      }
    }
    return true;
  }

  static boolean isSafePath(String path) {
    String[] names = path.split("/", -1);
    if (names.length > MAX_DEPTH) {
      return false;
    }
    for (String name : names) {
      if (!isSafeName(name)) {
        return false;
      }
    }
    return true;
  }
}
