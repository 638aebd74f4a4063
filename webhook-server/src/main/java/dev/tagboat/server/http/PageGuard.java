package dev.tagboat.server.http;

import dev.tagboat.server.auth.OidcSignIn;
import dev.tagboat.server.auth.Role;
import dev.tagboat.server.auth.SignInTokens;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.config.SignInProvider;
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
  private final Cookies cookies;
  private final @Nullable SignInProvider provider;
  private final Viewer local;

  PageGuard(ServerConfig config, Sessions sessions) {
    this.tokens = new SignInTokens(config.adminToken(), config.signIn().readerToken());
    this.sessions = sessions;
    this.loopback = config.listen().isLoopback();
    this.cookies = new Cookies(config.front());
    this.provider = config.signIn().provider();
    byte[] key = new byte[24];
    new SecureRandom().nextBytes(key);
    this.local = new Viewer(Role.OPERATOR, "this machine", false, HexFormat.of().formatHex(key));
  }

  SignInTokens tokens() {
    return tokens;
  }

  Cookies cookies() {
    return cookies;
  }

  /** Whether people have to sign in. */
  private boolean asks() {
    return tokens.any() || provider != null;
  }

  /** Whether there is no way to sign in. */
  boolean isClosed() {
    return !asks() && !loopback;
  }

  /** Who looks; empty when they have not signed in. */
  Optional<Viewer> viewer(Context ctx) {
    if (!asks()) {
      return loopback && LocalCaller.is(ctx) ? Optional.of(local) : Optional.empty();
    }
    return session(ctx).map(PageGuard::viewer);
  }

  private Optional<Session> session(Context ctx) {
    String id = cookies.value(ctx, "");
    return id.isEmpty()
        ? Optional.empty()
        : sessions
            .find(id)
            .filter(session -> session.isOf(tokens.mark(session.role())) || isOfProvider(session));
  }

  private boolean isOfProvider(Session session) {
    return provider != null && session.isOf(OidcSignIn.mark(provider));
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
    if (!asks() && loopback) {
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

  /** Begins a session of somebody who has shown a token, and sets its cookie. */
  void begin(Context ctx, Role role, String person) {
    begin(ctx, role, person, tokens.mark(role));
  }

  /**
   * @param mark what the session hangs on, see {@link Session#isOf}
   */
  void begin(Context ctx, Role role, String person, String mark) {
    cookies.set(ctx, "", sessions.begin(role, person, mark), Sessions.LENGTH.toSeconds());
  }

  /**
   * Ends the session and takes its cookie back.
   *
   * @return whether the provider still knows who it was
   */
  boolean end(Context ctx) {
    boolean known = session(ctx).filter(this::isOfProvider).isPresent();
    String id = cookies.value(ctx, "");
    if (!id.isEmpty()) {
      sessions.end(id);
    }
    cookies.set(ctx, "", "", 0);
    return known;
  }
}
