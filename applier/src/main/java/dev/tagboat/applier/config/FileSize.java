package dev.tagboat.applier.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of files in whole MiB, such as {@code 8Mi}. */
final class FileSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,2})Mi");

  // All files together may have as much.
  private static final int MOST = 32;

  private FileSize() {}

  /**
   * @return bytes
   * @throws IllegalArgumentException for anything but {@code 1Mi} to {@code 32Mi}
   */
  static int parse(String text) {
    Matcher form = FORM.matcher(text);
    int size = form.matches() ? Integer.parseInt(form.group(1)) : 0;
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException("must be a size from 1Mi to " + MOST + "Mi");
    }
    return size << 20;
  }
}
