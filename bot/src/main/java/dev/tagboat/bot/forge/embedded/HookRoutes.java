package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The webhooks of the server; every repository has the same. */
final class HookRoutes {
  // Nothing here may be talked into sending requests elsewhere.
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String ROOT = "/repos/{owner}/{repo}/hooks";

  private final Context context;
  private final Hooks hooks;

  HookRoutes(Context context, Hooks hooks) {
    this.context = context;
    this.hooks = hooks;
  }

  void addTo(Router router) {
    router.get(ROOT, Permission.REPOSITORY_HOOKS, this::list);
    router.get(ROOT + "/{id}", Permission.REPOSITORY_HOOKS, this::get);
    router.post(ROOT, Permission.REPOSITORY_HOOKS, this::create);
  }

  private Answer list(Call call, Account account) {
    Repo repo = context.store().find(call);
    List<ForgeHook> all = hooks.all();
    List<ObjectNode> json = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      json.add(json(repo, i + 1, all.get(i)));
    }
    return Paging.answer(call, context.urls(), json, hook -> hook);
  }

  private Answer get(Call call, Account account) {
    Repo repo = context.store().find(call);
    int id = call.number("id");
    if (id < 1 || id > hooks.all().size()) {
      throw ApiError.notFound();
    }
    return Answer.ok(json(repo, id, hooks.all().get(id - 1)));
  }

  private Answer create(Call call, Account account) {
    Repo repo = context.store().find(call);
    JsonNode config = call.object().path("config");
    URI url = url(Bodies.required(config, "url"));
    String secret =
        Bodies.text(config, "secret")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> ApiError.field("Hook", "secret", "missing_field"));
    ForgeHook hook = new ForgeHook(url, Secret.of(secret));
    return Answer.created(json(repo, hooks.add(hook), hook));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && LOOPBACK.contains(url.getHost())) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw ApiError.field("Hook", "url", "invalid");
    }
    throw ApiError.custom("Hook", "url must be on loopback");
  }

  private ObjectNode json(Repo repo, int id, ForgeHook hook) {
    String self = context.urls().repo(repo, "/hooks/" + id);
    ObjectNode json =
        Json.object()
            .put("type", "Repository")
            .put("id", id)
            .put("name", "web")
            .put("active", true)
            .put("url", self)
            .put("test_url", self + "/tests")
            .put("ping_url", self + "/pings")
            .put("deliveries_url", self + "/deliveries")
            .put("created_at", "2020-01-01T00:00:00Z")
            .put("updated_at", "2020-01-01T00:00:00Z");
    json.putArray("events").add("push").add("pull_request");
    json.putObject("config")
        .put("url", hook.url().toString())
        .put("content_type", "json")
        .put("insecure_ssl", "0")
        .put("secret", "********");
    ObjectNode last = json.putObject("last_response").put("status", "unused");
    last.putNull("code");
    last.putNull("message");
    return json;
  }
}
