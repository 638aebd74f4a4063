package dev.tagboat.bot.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Which addresses the outside world must not send us to (RFC 6890 and its IPv6 companions). */
public final class Addresses {
  private static final Pattern LITERAL = Pattern.compile("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");
  private static final Pattern LOOPBACK_IPV4 =
      Pattern.compile("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");

  private Addresses() {}

  /** Whether {@code host}, without port, can only mean this machine (RFC 6761 for the names). */
  public static boolean isLoopbackName(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || LOOPBACK_IPV4.matcher(host).matches();
  }

  /** Whether {@code host} is an address already, so that no name is looked up for it. */
  public static boolean isLiteral(String host) {
    return LITERAL.matcher(host).matches() || host.matches("[0-9.]+");
  }

  /** Whether an address is anything but a public unicast one. */
  public static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPrivate4(bytes) : isPrivate6(bytes);
  }

  private static boolean isPrivate4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64) // carrier-grade NAT
        || (first == 192 && second == 0 && a[2] == 0)
        || (first == 198 && (second & 0xfe) == 18);
  }

  private static boolean isPrivate6(byte[] a) {
    int head = ((a[0] & 0xff) << 8) | (a[1] & 0xff);
    if ((head & 0xfe00) == 0xfc00) { // unique local
      return true;
    }
    // These carry an IPv4 address, which decides: compatible, NAT64, 6to4.
    if (isZero(a, 0, 12) || (head == 0x0064 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b)) {
      return isPrivateEmbedded(a, 12);
    }
    return head == 0x2002 && isPrivateEmbedded(a, 2);
  }

  private static boolean isZero(byte[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      if (a[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrivateEmbedded(byte[] a, int from) {
    try {
      return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(a, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }
}
