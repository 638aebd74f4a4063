package dev.tagboat.bot.registry.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A single range of RFC 9110 section 14; both ends included. */
record ByteRange(long first, long last) {
  private static final Pattern GRAMMAR = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** The whole when {@code header} is none, or asks for several ranges at once. */
  static ByteRange parse(String header, long size) {
    Matcher m = GRAMMAR.matcher(header);
    if (!m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
      return new ByteRange(0, size - 1);
    }
    ByteRange range =
        m.group(1).isEmpty()
            ? new ByteRange(Math.max(0, size - Long.parseLong(m.group(2))), size - 1)
            : new ByteRange(Long.parseLong(m.group(1)), end(m.group(2), size));
    if (range.first() >= size || range.first() > range.last()) {
      throw new RegistryError(416, "SIZE_INVALID", "the range is outside of the blob");
    }
    return range;
  }

  private static long end(String digits, long size) {
    return digits.isEmpty() ? size - 1 : Math.min(Long.parseLong(digits), size - 1);
  }

  boolean isWhole(long size) {
    return first == 0 && last == size - 1;
  }
}
