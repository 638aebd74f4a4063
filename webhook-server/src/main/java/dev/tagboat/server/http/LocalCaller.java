package dev.tagboat.server.http;

import dev.tagboat.server.config.Listen;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program of this machine from others, where nobody is asked for a secret. A web page of
 * elsewhere in a browser on this machine can reach loopback, but it names its own site in {@code
 * Host} (when its name was rebound to loopback) or in {@code Origin}. What a proxy on this machine
 * passes on may come from anywhere, whatever it says in {@code Host}.
 */
final class LocalCaller {
  private static final Pattern HOST =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9.-]+))(?::[0-9]{1,5})?");

  /** What only proxies set (RFC 7239; RFC 9110, section 7.6.3; and what was usual before). */
  private static final List<String> PASSED_ON =
      List.of(
          "Forwarded",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP");

  private LocalCaller() {}

  static boolean is(Context ctx) {
    String host = ctx.header("Host");
    String origin = ctx.header("Origin");
    return isLoopback(host)
        && (origin == null || origin.equalsIgnoreCase("http://" + host))
        && PASSED_ON.stream().allMatch(name -> ctx.header(name) == null);
  }

  private static boolean isLoopback(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    Matcher matcher = HOST.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Listen.isLoopback(host);
  }
}
