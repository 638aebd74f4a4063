package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The App and its one installation, as GitHub shows them. */
record AppJson(Urls urls, @Nullable ForgeApp app) {
  /** One installation serves every repository. */
  static final int INSTALLATION = 1;

  ObjectNode json(ForgeApp theApp) {
    ObjectNode json =
        Json.object()
            .put("id", theApp.id())
            .put("slug", theApp.slug())
            .put("node_id", NodeId.of("App", theApp.id()))
            .put("name", theApp.slug())
            .put("description", "")
            .put("external_url", urls.base())
            .put("html_url", urls.base() + "/apps/" + Urls.encode(theApp.slug()))
            .put("created_at", "2020-01-01T00:00:00Z")
            .put("updated_at", "2020-01-01T00:00:00Z");
    json.set("owner", new UserJson(urls).simple(theApp.slug()));
    json.set("permissions", permissions(theApp.granted()));
    json.putArray("events").add("push").add("pull_request");
    return json;
  }

  static ObjectNode permissions(Map<Permission, Permission.Access> granted) {
    ObjectNode json = Json.object();
    granted.forEach(
        (permission, access) ->
            json.put(permission.wireName(), access.name().toLowerCase(java.util.Locale.ROOT)));
    return json;
  }

  ObjectNode installation(ForgeApp theApp, String owner) {
    ObjectNode json =
        Json.object()
            .put("id", INSTALLATION)
            .put("app_id", theApp.id())
            .put("app_slug", theApp.slug())
            .put("target_id", Identities.userId(owner))
            .put("target_type", "Organization")
            .put("repository_selection", "all")
            .put(
                "access_tokens_url",
                urls.api("/app/installations/" + INSTALLATION + "/access_tokens"))
            .put("repositories_url", urls.api("/installation/repositories"))
            .put("html_url", urls.base() + "/settings/installations/" + INSTALLATION)
            .put("created_at", "2020-01-01T00:00:00Z")
            .put("updated_at", "2020-01-01T00:00:00Z");
    json.set("account", new UserJson(urls).simple(owner));
    json.set("permissions", permissions(theApp.granted()));
    json.putArray("events").add("push").add("pull_request");
    for (String none : new String[] {"single_file_name", "suspended_at", "suspended_by"}) {
      json.putNull(none);
    }
    return json;
  }
}
