package dev.tagboat.server.http;

import dev.tagboat.server.config.Front;
import io.javalin.http.Context;

/** Our cookies, which no script reads and no other site sends along with a form. */
final class Cookies {
  private final boolean secure;

  Cookies(Front front) {
    this.secure = front.publicUrl() != null && "https".equals(front.publicUrl().getScheme());
  }

  // The prefix makes browsers refuse it from anybody but us, over TLS (RFC 6265bis, 4.1.3.2).
  private String name(String what) {
    return (secure ? "__Host-tagboat" : "tagboat") + what;
  }

  /** Empty when there is none. */
  String value(Context ctx, String what) {
    String value = ctx.cookie(name(what));
    return value == null ? "" : value;
  }

  /**
   * @param seconds how long it is kept; 0 takes it back
   */
  void set(Context ctx, String what, String value, long seconds) {
    ctx.res()
        .addHeader(
            "Set-Cookie",
            name(what)
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + seconds
                + (secure ? "; Secure" : ""));
  }
}
