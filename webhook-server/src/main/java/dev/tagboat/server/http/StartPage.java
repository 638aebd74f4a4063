package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** {@code GET /}: says what this is. */
final class StartPage implements Handler {
  private final byte[] page = StaticHandler.read("index.html");
  private final String policy;

  StartPage() {
    // Only the style that stands in the page is allowed, by its hash.
    String html = new String(page, StandardCharsets.UTF_8);
    String open = "<style>";
    String style = html.substring(html.indexOf(open) + open.length(), html.indexOf("</style>"));
    this.policy = "default-src 'none'; style-src 'sha256-" + hash(style) + "'";
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void handle(Context ctx) {
    ctx.header("Content-Security-Policy", policy)
        .contentType("text/html; charset=utf-8")
        .result(page);
  }
}
