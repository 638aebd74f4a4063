package dev.tagboat.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens.
 *
 * @param host address or name, without brackets
 * @param port 0 to 65535; 0 takes any free one
 */
public record Listen(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9.-]+)):([0-9]{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|(?:0*:)*0*1");

  /**
   * @throws IllegalArgumentException when {@code text} is not {@code host:port}
   */
  public static Listen parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
      throw new IllegalArgumentException("listen must be host:port, such as 127.0.0.1:8080");
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return new Listen(host, Integer.parseInt(matcher.group(3)));
  }

  /** As it stands in the configuration and in a URL: an address of IPv6 in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** Whether only programs on this machine can connect. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  /** Whether a host, without brackets and port, is this machine itself. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
