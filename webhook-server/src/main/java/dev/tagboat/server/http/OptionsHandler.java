package dev.tagboat.server.http;

import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.config.Hook;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code OPTIONS /hooks/NAME}: the question whether events may be sent at all (CloudEvents, "HTTP
 * 1.1 Web Hooks", section 4). Every event must still prove itself; the callback that a sender may
 * name is never called.
 */
final class OptionsHandler implements Handler {
  private static final Pattern ORIGIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.?){1,8}");

  private final Map<String, Hook> hooks = new HashMap<>();
  private final HookMeters meters;
  private final Throttle throttle;
  private final HookHandler handler;
  private final Front front;

  OptionsHandler(
      List<Hook> hooks, HookHandler handler, HookMeters meters, Throttle throttle, Front front) {
    hooks.forEach(hook -> this.hooks.put(hook.name(), hook));
    this.handler = handler;
    this.meters = meters;
    this.throttle = throttle;
    this.front = front;
  }

  @Override
  public void handle(Context ctx) {
    Hook hook = hooks.get(ctx.pathParam("name"));
    throttle.check(ctx, hook == null ? HookMeters.UNKNOWN : hook.name());
    if (hook == null) {
      meters.refused(HookMeters.UNKNOWN, 404);
      throw new Refusal(404, "There is no hook of this name.");
    }
    // A sender asks without credentials, unless they are in the path.
    boolean inPath = hook.auth() == AuthKind.PATH && hook.isGuarded();
    if (inPath ? !handler.isAuthentic(ctx, hook) : ctx.pathParamMap().containsKey("secret")) {
      meters.refused(hook.name(), 401);
      throw HookHandler.unauthorized();
    }
    String origin = ctx.header("WebHook-Request-Origin");
    Answers.json(ctx, 200, Map.of());
    ctx.header("Allow", "OPTIONS, POST");
    if (isName(origin)) {
      ctx.header("WebHook-Allowed-Origin", origin)
          .header("WebHook-Allowed-Rate", Long.toString(60L * front.rate().perSecond()));
    }
  }

  private static boolean isName(@Nullable String origin) {
    return origin != null && origin.length() <= 255 && ORIGIN.matcher(origin).matches();
  }
}
