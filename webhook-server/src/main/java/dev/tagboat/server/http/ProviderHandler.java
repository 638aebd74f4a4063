package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.auth.Attempt;
import dev.tagboat.server.auth.OidcSignIn;
import dev.tagboat.server.auth.OidcSignIn.Outcome;
import dev.tagboat.server.auth.Undecided;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.inbox.AuditLog;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /sign-in/oidc}, which leads to the provider, and {@code /sign-in/callback}, from there.
 */
final class ProviderHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderHandler.class);

  /** As the limits on requests count it; no hook can have this name. */
  private static final String COUNTED_AS = "(sign-in)";

  private static final long TEN_MINUTES = 600;
  private static final int AT_ONCE = 8;

  private final SignInHandler pages;
  private final PageGuard guard;
  private final OidcSignIn provider;
  private final Front front;
  private final AuditLog audit;
  private final Throttle throttle;
  private final WrongTokens tokens;
  private final Semaphore asking = new Semaphore(AT_ONCE);

  ProviderHandler(
      SignInHandler pages,
      PageGuard guard,
      OidcSignIn provider,
      Front front,
      AuditLog audit,
      Throttle throttle,
      WrongTokens tokens) {
    this.pages = pages;
    this.guard = guard;
    this.provider = provider;
    this.front = front;
    this.audit = audit;
    this.throttle = throttle;
    this.tokens = tokens;
  }

  void start(Context ctx) {
    throttle.check(ctx, COUNTED_AS);
    String to = SignInHandler.ours(ctx.queryParam("to"));
    Attempt attempt = Attempt.begin();
    try {
      URI there = provider.start(attempt, back(ctx, front, "/sign-in/callback"));
      String kept =
          attempt.seed().reveal()
              + "."
              + Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(to.getBytes(StandardCharsets.UTF_8));
      guard.cookies().set(ctx, "-sign-in", kept, TEN_MINUTES);
      ctx.status(303).header("Location", there.toString());
    } catch (TransientFault e) {
      away(ctx, to, e);
    }
  }

  /** An address of ours, as the browser knows it. */
  static URI back(Context ctx, Front front, String path) {
    if (front.publicUrl() != null) {
      return URI.create(front.publicUrl() + path);
    }
    if (!LocalCaller.is(ctx)) {
      throw new Refusal(
          403, "Without public-url, signing in at a provider works on this machine only.");
    }
    return URI.create("http://" + ctx.header("Host") + path);
  }

  void finish(Context ctx) {
    throttle.check(ctx, COUNTED_AS);
    String[] kept = guard.cookies().value(ctx, "-sign-in").split("\\.", 2);
    guard.cookies().set(ctx, "-sign-in", "", 0);
    String to = kept.length == 2 ? path(kept[1]) : "/";
    Optional<Attempt> attempt = Attempt.of(kept[0]).filter(a -> a.isOf(ctx.queryParam("state")));
    if (attempt.isEmpty()) {
      pages.show(
          ctx,
          400,
          to,
          "This is not the sign-in that this browser began, or it took longer than 10 minutes."
              + " Sign in again, in one tab, with cookies allowed.");
      return;
    }
    String error = ctx.queryParam("error");
    String code = ctx.queryParam("code");
    if (error != null
        || code == null
        || code.isEmpty()
        || !provider.isOurs(ctx.queryParam("iss"))) {
      pages.show(ctx, 401, to, unfinished(error, ctx.queryParam("error_description")));
      return;
    }
    ask(ctx, attempt.get(), code, to);
  }

  private void ask(Context ctx, Attempt attempt, String code, String to) {
    if (!asking.tryAcquire()) {
      pages.show(ctx, 503, to, "Too many people sign in at this moment. Try again in a second.");
      return;
    }
    try {
      Outcome outcome = provider.finish(attempt, back(ctx, front, "/sign-in/callback"), code);
      if (outcome instanceof Outcome.Known known) {
        guard.begin(ctx, known.role(), known.person(), provider.mark());
        audit.add(
            known.person(),
            "signed-in",
            "",
            "",
            "at " + provider.title() + " as " + known.subject() + ", " + known.role().key());
        ctx.status(303).header("Location", to);
      } else if (outcome instanceof Outcome.Refused refused) {
        tokens.turnedAway(
            ctx, "not let in from " + provider.title() + " (" + refused.status() + ")");
        pages.show(ctx, refused.status(), to, refused.sentence());
      }
    } catch (Undecided | TransientFault e) {
      away(ctx, to, e);
    } finally {
      asking.release();
    }
  }

  private void away(Context ctx, String to, RuntimeException why) {
    LOG.warn("{} cannot be asked who signs in: {}", provider.title(), why.getMessage());
    ctx.header("Retry-After", "10");
    pages.show(
        ctx,
        503,
        to,
        provider.title()
            + " cannot be asked just now, so nobody can sign in there. Try again a little later;"
            + " the server's log says why.");
  }

  // What the provider says may be anything that somebody wrote into a link.
  private String unfinished(@Nullable String error, @Nullable String description) {
    if ("access_denied".equals(error)) {
      return provider.title() + " did not let you through, or you turned back (access_denied).";
    }
    boolean known = error != null && error.matches("[a-z_]{1,40}");
    boolean plain = description != null && description.matches("[\\x20-\\x7e]{1,300}");
    return "Signing in at "
        + provider.title()
        + " did not work"
        + (known ? " (" + error + (plain ? ": " + description : "") + ")" : "")
        + ". Try again; whoever runs this server should compare what is registered there with"
        + " sign-in.oidc.";
  }

  private static String path(String encoded) {
    try {
      return SignInHandler.ours(
          new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }
}
