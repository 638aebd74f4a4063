package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked by the App itself, with a JWT. */
final class AppRoutes {
  // Checked by kind of account instead: an App's JWT holds no permission on repositories.
  private static final Set<Permission> NONE = Set.of();

  private final Context context;
  private final AppJson json;
  private final AppTokens tokens;

  AppRoutes(Context context, AppJson json, AppTokens tokens) {
    this.context = context;
    this.json = json;
    this.tokens = tokens;
  }

  void addTo(Router router) {
    router.add("GET", "/app", NONE, this::app);
    router.add("GET", "/repos/{owner}/{repo}/installation", NONE, this::installation);
    router.add("GET", "/app/installations/{id}", NONE, this::byId);
    router.add("POST", "/app/installations/{id}/access_tokens", NONE, this::token);
    router.add("GET", "/installation/repositories", NONE, this::repositories);
  }

  private ForgeApp only(Account account) {
    @Nullable ForgeApp app = json.app();
    if (account.kind() != Account.Kind.APP || app == null) {
      throw new ApiError(401, "A JSON web token could not be decoded");
    }
    return app;
  }

  private Answer app(Call call, Account account) {
    return Answer.ok(json.json(only(account)));
  }

  private Answer installation(Call call, Account account) {
    ForgeApp app = only(account);
    Repo repo = context.store().find(call);
    return Answer.ok(json.installation(app, repo.owner()));
  }

  private Answer byId(Call call, Account account) {
    ForgeApp app = only(account);
    return Answer.ok(json.installation(installed(call, app), "installation"));
  }

  private static ForgeApp installed(Call call, ForgeApp app) {
    if (call.number("id") != AppJson.INSTALLATION) {
      throw ApiError.notFound();
    }
    return app;
  }

  private Answer token(Call call, Account account) {
    Map<Permission, Permission.Access> granted = installed(call, only(account)).granted();
    AppTokens.Issued issued = tokens.issue(wanted(call.object().path("permissions"), granted));
    ObjectNode body =
        Json.object()
            .put("token", issued.token())
            .put("expires_at", issued.expires().toString())
            .put("repository_selection", "all");
    body.set("permissions", AppJson.permissions(issued.permissions()));
    return Answer.created(body);
  }

  // Without any that are named, all of the installation's.
  private static Map<Permission, Permission.Access> wanted(
      JsonNode asked, Map<Permission, Permission.Access> granted) {
    Map<Permission, Permission.Access> wanted = new EnumMap<>(Permission.class);
    granted.forEach(
        (permission, access) -> {
          String name = asked.path(permission.wireName()).asText("");
          if (!name.isEmpty()) {
            Permission.Access some = Permission.Access.valueOf(name.toUpperCase(Locale.ROOT));
            if (some.compareTo(access) <= 0) {
              wanted.put(permission, some);
            }
          }
        });
    if (asked.size() > wanted.size()) {
      throw new ApiError(422, "The permissions requested are not granted to this installation.");
    }
    return asked.isEmpty() ? granted : wanted;
  }

  private Answer repositories(Call call, Account account) {
    if (account.kind() != Account.Kind.INSTALLATION) {
      throw new ApiError(403, "You must authenticate with an installation access token");
    }
    RepoJson repos = new RepoJson(context.urls());
    return Answer.ok(
        Paging.counted("repositories", context.store().all().stream().map(repos::simple).toList()));
  }
}
