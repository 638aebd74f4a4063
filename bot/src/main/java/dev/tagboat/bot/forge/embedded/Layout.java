package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The frame around every page, and the headers that keep it harmless. */
final class Layout {
  // Only our own style sheet and forms to ourselves; no script at all.
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/html; charset=utf-8",
          "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                  + " base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Cache-Control", "no-store");

  private Layout() {}

  static Answer page(int status, String title, Html content) {
    Html page =
        new Html()
            .raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .raw("<title>")
            .text(title)
            .raw("</title><link rel=\"icon\" href=\"/assets/icon.svg\">")
            .raw("<link rel=\"stylesheet\" href=\"/assets/forge.css\"></head><body><header>")
            .raw("<a class=\"brand\" href=\"/\"><img src=\"/assets/icon.svg\" alt=\"\">")
            .raw("Tagboat <span>embedded forge</span></a>")
            .raw("<span class=\"quiet\">A small stand-in for GitHub, on this machine only</span>")
            .raw("</header><main>")
            .add(content)
            .raw("</main></body></html>");
    return new Answer(status, HEADERS, Content.of(page.toString()));
  }

  static Answer asset(String name) {
    if (!name.equals("forge.css") && !name.equals("icon.svg")) {
      throw ApiError.notFound();
    }
    String type = name.endsWith(".svg") ? "image/svg+xml" : "text/css";
    try (InputStream in = Layout.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return Answer.text(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .with("X-Content-Type-Options", "nosniff")
          .with("Cache-Control", "max-age=60");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
