package dev.tagboat.server.http;

import dev.tagboat.server.view.ErrorPage;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.Pages;
import dev.tagboat.server.view.Section;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What all pages have in common: who may see them, what stands around them, their headers. */
final class PageFront {
  /** Nothing is run or loaded but our own files, whatever text ends up in a page. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final PageGuard guard;
  private final Pages pages = new Pages();
  private final Clock clock;

  PageFront(PageGuard guard, Clock clock) {
    this.guard = guard;
    this.clock = clock;
  }

  /** Makes a page for somebody who may see it. */
  interface Maker {
    String make(Context ctx, Frame frame);
  }

  PageGuard guard() {
    return guard;
  }

  Pages pages() {
    return pages;
  }

  Handler page(String title, Section section, Maker maker) {
    return ctx -> {
      Viewer viewer = guard.require(ctx);
      html(ctx, 200, maker.make(ctx, frame(title, section, viewer)));
    };
  }

  Frame frame(String title, @Nullable Section section, @Nullable Viewer viewer) {
    return new Frame(title, section, viewer, clock.instant());
  }

  static void html(Context ctx, int status, String page) {
    ctx.status(status)
        .header("Content-Security-Policy", POLICY)
        // With no-referrer, browsers say "Origin: null" of our own forms (Fetch, section 3.1).
        .header("Referrer-Policy", "same-origin")
        .contentType("text/html; charset=utf-8")
        .result(page);
  }

  /** Whether a person is to be told, not a program. */
  static boolean isForPeople(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null
        && accept.contains("text/html")
        && !ctx.path().startsWith("/api/")
        && !ctx.path().startsWith("/hooks/")
        && !ctx.path().startsWith("/reports/");
  }

  /** An error in words. */
  void error(Context ctx, int status, String sentence) {
    Viewer viewer;
    try {
      viewer = guard.viewer(ctx).orElse(null);
    } catch (RuntimeException e) {
      // Without a database nobody is known; the page says what is wrong all the same.
      viewer = null;
    }
    Frame frame = frame(ErrorPage.titleOf(status), null, viewer);
    html(ctx, status, pages.error(new ErrorPage(frame, status, sentence)));
  }
}
