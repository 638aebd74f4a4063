package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Who am I, and how much may I still ask. */
final class MetaRoutes {
  private final Context context;
  private final RateLimits limits;

  MetaRoutes(Context context, RateLimits limits) {
    this.context = context;
    this.limits = limits;
  }

  void addTo(Router router) {
    router.add("GET", "/rate_limit", Set.of(), this::rateLimit);
    router.add("GET", "/user", Set.of(), this::user);
    router.add("GET", "/users/{login}", Set.of(), this::named);
  }

  private Answer rateLimit(Call call, Account account) {
    ObjectNode core = limits.json(account);
    ObjectNode body = Json.object();
    ObjectNode resources = body.putObject("resources");
    for (String name : new String[] {"core", "graphql", "search"}) {
      resources.set(name, core.deepCopy());
    }
    return Answer.ok(body.set("rate", core));
  }

  private Answer user(Call call, Account account) {
    if (account.kind() != Account.Kind.USER) {
      throw new ApiError(403, "Resource not accessible by integration");
    }
    return Answer.ok(new UserJson(context.urls()).profile(account.login()));
  }

  private Answer named(Call call, Account account) {
    return Answer.ok(new UserJson(context.urls()).profile(call.param("login")));
  }
}
