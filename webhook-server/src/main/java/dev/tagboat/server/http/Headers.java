package dev.tagboat.server.http;

import java.util.Map;

/** What every answer carries, so that a browser makes nothing of it that it is not. */
final class Headers {
  static final Map<String, String> SECURITY =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'");

  private Headers() {}
}
