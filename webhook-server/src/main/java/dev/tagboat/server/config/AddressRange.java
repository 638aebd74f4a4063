package dev.tagboat.server.config;

import dev.tagboat.bot.net.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits.
 *
 * @param base one of them
 * @param bits how many bits are the same
 */
public record AddressRange(InetAddress base, int bits) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/([0-9]{1,3}))?");

  /**
   * @throws IllegalArgumentException when {@code text} is neither an address nor {@code
   *     address/bits}
   */
  public static AddressRange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    InetAddress base = matcher.matches() ? address(matcher.group(1)).orElse(null) : null;
    int length = base == null ? 0 : base.getAddress().length * 8;
    int bits =
        base == null || matcher.group(2) == null ? length : Integer.parseInt(matcher.group(2));
    if (base == null || bits > length) {
      throw new IllegalArgumentException(
          "must be an address or a range of them, such as 10.0.0.0/8 or fd00::/8");
    }
    return new AddressRange(base, bits);
  }

  /** Reads an address without asking for a name; empty when it is none. */
  public static Optional<InetAddress> address(String text) {
    try {
      boolean dotted = text.indexOf(':') >= 0 || text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
      return dotted && Addresses.isLiteral(text)
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    byte[] own = base.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
