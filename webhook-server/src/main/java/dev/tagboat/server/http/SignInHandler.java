package dev.tagboat.server.http;

import dev.tagboat.server.auth.OidcSignIn;
import dev.tagboat.server.auth.Role;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.view.SignInPage;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /sign-in} and {@code /sign-out}. */
final class SignInHandler {
  private final PageFront front;
  private final AuditLog audit;
  private final WrongTokens tokens;
  private final @Nullable OidcSignIn provider;
  private final Front address;

  /**
   * @param provider where people can sign in, too; null for none
   */
  SignInHandler(
      PageFront front,
      AuditLog audit,
      WrongTokens tokens,
      @Nullable OidcSignIn provider,
      Front address) {
    this.front = front;
    this.audit = audit;
    this.tokens = tokens;
    this.provider = provider;
    this.address = address;
  }

  void ask(Context ctx) {
    String to = ours(ctx.queryParam("to"));
    if (front.guard().viewer(ctx).isPresent()) {
      ctx.status(303).header("Location", to);
      return;
    }
    show(ctx, 200, to, null);
  }

  void begin(Context ctx, Form form) {
    String to = ours(form.value("to"));
    String token = form.value("token");
    Optional<Role> role =
        tokens.role(ctx, token == null ? null : token.strip(), "on the sign-in page");
    if (role.isEmpty()) {
      show(ctx, 401, to, "This token is not good here. Check that all of it was pasted.");
      return;
    }
    front.guard().begin(ctx, role.get(), role.get().key());
    audit.add(role.get().key(), "signed-in", "", "", "by token");
    ctx.status(303).header("Location", to);
  }

  void end(Context ctx, Form form) {
    Viewer viewer = front.guard().sender(ctx, form);
    boolean known = front.guard().end(ctx);
    audit.add(viewer.person(), "signed-out", "", "", "");
    ctx.status(303).header("Location", known ? "/sign-in?out=1" : "/sign-in");
  }

  /** Asks for a sign-in, and says why the last one was not good. */
  void show(Context ctx, int status, String to, @Nullable String problem) {
    SignInPage page =
        new SignInPage(
            front.frame("Sign in", null, null),
            to,
            problem,
            front.guard().tokens().any(),
            provider == null ? null : provider.title(),
            ctx.queryParam("out") == null ? null : signOut(ctx));
    PageFront.html(ctx, status, front.pages().signIn(page));
  }

  private @Nullable String signOut(Context ctx) {
    return provider == null
        ? null
        : provider
            .signOut(ProviderHandler.back(ctx, address, "/sign-in"))
            .map(URI::toString)
            .orElse(null);
  }

  /** A path of ours, and nothing that a browser takes for another site. */
  static String ours(@Nullable String to) {
    return to != null && to.matches("/(?![/\\\\])[\\x21-\\x7e]{0,2000}") ? to : "/";
  }
}
