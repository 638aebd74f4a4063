package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Users as GitHub shows them. */
record UserJson(Urls urls) {
  private static final Map<String, String> LINKS =
      Map.of(
          "events_url", "/events{/privacy}",
          "followers_url", "/followers",
          "following_url", "/following{/other_user}",
          "gists_url", "/gists{/gist_id}",
          "organizations_url", "/orgs",
          "received_events_url", "/received_events",
          "repos_url", "/repos",
          "starred_url", "/starred{/owner}{/repo}",
          "subscriptions_url", "/subscriptions",
          "url", "");

  ObjectNode simple(String login) {
    ObjectNode user =
        Json.object()
            .put("login", login)
            .put("id", Identities.userId(login))
            .put("node_id", NodeId.of("User", login))
            .put("avatar_url", urls.base() + "/avatars/" + Urls.encode(login))
            .put("gravatar_id", "")
            .put("html_url", urls.base() + "/" + Urls.encode(login))
            .put("type", login.endsWith("[bot]") ? "Bot" : "User")
            .put("site_admin", false);
    LINKS.forEach((name, path) -> user.put(name, urls.user(login, path)));
    return user;
  }

  /** With what only the profile has. */
  ObjectNode profile(String login) {
    ObjectNode user = simple(login);
    for (String empty : new String[] {"bio", "blog", "company", "email", "location", "hireable"}) {
      user.putNull(empty);
    }
    return user.put("name", login)
        .put("followers", 0)
        .put("following", 0)
        .put("public_gists", 0)
        .put("public_repos", 0)
        .put("created_at", "2020-01-01T00:00:00Z")
        .put("updated_at", "2020-01-01T00:00:00Z");
  }
}
