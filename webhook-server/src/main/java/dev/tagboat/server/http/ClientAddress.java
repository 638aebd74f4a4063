package dev.tagboat.server.http;

import dev.tagboat.server.config.AddressRange;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who calls: the other end of the connection or, behind proxies that are trusted, the last address
 * of {@code X-Forwarded-For} that none of them is. What stands before that, anybody could write.
 */
final class ClientAddress {
  private final List<AddressRange> proxies;

  ClientAddress(List<AddressRange> proxies) {
    this.proxies = proxies;
  }

  InetAddress of(Context ctx) {
    InetAddress client =
        AddressRange.address(ctx.req().getRemoteAddr()).orElse(InetAddress.getLoopbackAddress());
    String[] hops =
        String.join(",", Collections.list(ctx.req().getHeaders("X-Forwarded-For"))).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isProxy(client); i--) {
      Optional<InetAddress> before = AddressRange.address(withoutPort(hops[i].strip()));
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  /** The same for all addresses of one owner: of IPv6, who has one has all of its first 64 bits. */
  static String key(InetAddress client) {
    byte[] bytes = client.getAddress();
    return HexFormat.of()
        .formatHex(client instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }

  /** Some proxies add it: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    int colon = hop.indexOf(':');
    if (hop.startsWith("[") && hop.contains("]")) {
      return hop.substring(1, hop.indexOf(']'));
    }
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }
}
