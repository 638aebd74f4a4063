package dev.tagboat.server.http;

import dev.tagboat.server.config.Listen;
import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program of this machine from a web page in a browser on it, where nobody is asked for a
 * secret. A page of elsewhere can reach loopback, but it names its own site in {@code Host} (when
 * its name was rebound to loopback) or in {@code Origin}.
 */
final class LocalCaller {
  private static final Pattern HOST =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9.-]+))(?::[0-9]{1,5})?");

  private LocalCaller() {}

  static boolean is(Context ctx) {
    String host = ctx.header("Host");
    String origin = ctx.header("Origin");
    return isLoopback(host) && (origin == null || origin.equalsIgnoreCase("http://" + host));
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
