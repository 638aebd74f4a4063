package dev.tagboat.bot.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Refuses a host that resolves to a private address, at the moment of connecting, so that a name
 * cannot change its mind after a check. Equal for equal hosts: OkHttp then reuses connections.
 *
 * @param host the request's host; other names asked here are a proxy's, which the operator chose
 */
public record PublicDns(String host) implements Dns {

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    List<InetAddress> addresses = Dns.SYSTEM.lookup(hostname);
    if (hostname.equals(host)) {
      check(hostname, addresses);
    }
    return addresses;
  }

  public static void check(String hostname, List<InetAddress> addresses) throws PrivateAddress {
    for (InetAddress address : addresses) {
      if (Addresses.isPrivate(address)) {
        throw new PrivateAddress(hostname);
      }
    }
  }

  /** The host is at a private address and is not configured. */
  public static final class PrivateAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    PrivateAddress(String hostname) {
      super(hostname);
    }
  }
}
