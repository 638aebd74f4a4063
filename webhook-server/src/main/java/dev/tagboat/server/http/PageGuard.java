package dev.tagboat.server.http;

import dev.tagboat.server.auth.Role;
import dev.tagboat.server.auth.SignInTokens;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Session;
import dev.tagboat.server.inbox.Sessions;
import dev.tagboat.server.view.Links;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells who looks at a page: by a session's cookie, or, where no token is configured, as a program
 * of this machine. Forms are only taken from our own pages: they carry a key that no other page can
 * read, and a browser that says where they come from must name us.
 */
final class PageGuard {
  private static final String FORM_KEY = "form-key";

  private final SignInTokens tokens;
  private final Sessions sessions;
  private final boolean loopback;
  private final boolean secure;
  private final Viewer local;

  PageGuard(ServerConfig config, Sessions sessions) {
    this.tokens = new SignInTokens(config.adminToken(), config.signIn().readerToken());
    this.sessions = sessions;
    this.loopback = config.listen().isLoopback();
    this.secure =
        config.front().publicUrl() != null
            && "https".equals(config.front().publicUrl().getScheme());
    byte[] key = new byte[24];
    new SecureRandom().nextBytes(key);
    this.local = new Viewer(Role.OPERATOR, "this machine", false, HexFormat.of().formatHex(key));
  }

  SignInTokens tokens() {
    return tokens;
  }

  /** Whether there is no way to sign in. */
  boolean isClosed() {
    return !tokens.any() && !loopback;
  }

  /** Who looks; empty when they have not signed in. */
  Optional<Viewer> viewer(Context ctx) {
    if (!tokens.any()) {
      return loopback && LocalCaller.is(ctx) ? Optional.of(local) : Optional.empty();
    }
    String id = ctx.cookie(cookie());
    return id == null
        ? Optional.empty()
        : sessions
            .find(id)
            .filter(session -> session.isOf(tokens.mark(session.role())))
            .map(PageGuard::viewer);
  }

  private static Viewer viewer(Session session) {
    return new Viewer(session.role(), session.person(), true, session.formKey());
  }

  /**
   * Who looks.
   *
   * @throws Refusal 303 to where they can sign in, 403 where nobody is asked and they are not of
   *     this machine
   */
  Viewer require(Context ctx) {
    return viewer(ctx).orElseThrow(() -> stranger(ctx));
  }

  private Refusal stranger(Context ctx) {
    if (!tokens.any() && loopback) {
      return new Refusal(
          403, "Without an admin-token the pages are only for browsers on this machine.");
    }
    String query = ctx.queryString();
    String to = ctx.path() + (query == null ? "" : "?" + query);
    return new Refusal(
        303,
        "Sign in first.",
        Map.of("Location", to.equals("/") ? "/sign-in" : "/sign-in?to=" + Links.encoded(to)));
  }

  /**
   * Who sends a form.
   *
   * @throws Refusal as {@link #require}; 403 when the form is not one of ours
   */
  Viewer sender(Context ctx, Form form) {
    Viewer viewer = require(ctx);
    if (!same(viewer.formKey(), form.value(FORM_KEY))) {
      throw new Refusal(
          403, "This form is not of this session; load the page anew, then try again.");
    }
    return viewer;
  }

  /**
   * Who sends a form that changes something.
   *
   * @throws Refusal as {@link #sender}; 403 for readers
   */
  Viewer operator(Context ctx, Form form) {
    Viewer viewer = sender(ctx, form);
    if (!viewer.isOperator()) {
      throw new Refusal(403, "You may look, but not act: that takes the role of an operator.");
    }
    return viewer;
  }

  /** Refuses forms that a browser sends for another site. */
  static void ownOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    String site = ctx.header("Sec-Fetch-Site");
    boolean ours =
        origin == null || origin.replaceFirst("^https?://", "").equals(ctx.header("Host"));
    if (!ours || (site != null && !site.equals("same-origin") && !site.equals("none"))) {
      throw new Refusal(403, "This form was sent by another site.");
    }
  }

  private static boolean same(String key, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            key.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a session and sets its cookie. */
  void begin(Context ctx, Role role, String person) {
    setCookie(ctx, sessions.begin(role, person, tokens.mark(role)), Sessions.LENGTH.toSeconds());
  }

  /** Ends the session and takes its cookie back. */
  void end(Context ctx) {
    String id = ctx.cookie(cookie());
    if (id != null) {
      sessions.end(id);
    }
    setCookie(ctx, "", 0);
  }

  // The prefix makes browsers refuse it from anybody but us, over TLS (RFC 6265bis, 4.1.3.2).
  private String cookie() {
    return secure ? "__Host-tagboat" : "tagboat";
  }

  private void setCookie(Context ctx, String value, long seconds) {
    ctx.header(
        "Set-Cookie",
        cookie()
            + "="
            + value
            + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
            + seconds
            + (secure ? "; Secure" : ""));
  }
}
