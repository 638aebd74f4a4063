package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Repositories as GitHub shows them. */
record RepoJson(Urls urls) {
  private static final Map<String, String> LINKS = links();

  private static Map<String, String> links() {
    Map<String, String> links = new LinkedHashMap<>();
    for (String plain :
        new String[] {
          "contributors",
          "deployments",
          "downloads",
          "events",
          "forks",
          "hooks",
          "languages",
          "merges",
          "stargazers",
          "subscribers",
          "subscription",
          "tags",
          "teams"
        }) {
      links.put(plain + "_url", "/" + plain);
    }
    for (String numbered : new String[] {"issues", "milestones", "pulls"}) {
      links.put(numbered + "_url", "/" + numbered + "{/number}");
    }
    links.put("archive_url", "/{archive_format}{/ref}");
    links.put("assignees_url", "/assignees{/user}");
    links.put("blobs_url", "/git/blobs{/sha}");
    links.put("branches_url", "/branches{/branch}");
    links.put("collaborators_url", "/collaborators{/collaborator}");
    links.put("comments_url", "/comments{/number}");
    links.put("commits_url", "/commits{/sha}");
    links.put("compare_url", "/compare/{base}...{head}");
    links.put("contents_url", "/contents/{+path}");
    links.put("git_commits_url", "/git/commits{/sha}");
    links.put("git_refs_url", "/git/refs{/sha}");
    links.put("git_tags_url", "/git/tags{/sha}");
    links.put("issue_comment_url", "/issues/comments{/number}");
    links.put("issue_events_url", "/issues/events{/number}");
    links.put("keys_url", "/keys{/key_id}");
    links.put("labels_url", "/labels{/name}");
    links.put("notifications_url", "/notifications{?since,all,participating}");
    links.put("releases_url", "/releases{/id}");
    links.put("statuses_url", "/statuses/{sha}");
    links.put("trees_url", "/git/trees{/sha}");
    links.put("url", "");
    return links;
  }

  /** What stands for a repository inside other answers and in webhooks. */
  ObjectNode simple(Repo repo) {
    ObjectNode json =
        Json.object()
            .put("id", repo.id())
            .put("node_id", NodeId.of("Repository", repo.fullName()))
            .put("name", repo.name())
            .put("full_name", repo.fullName())
            .put("private", true)
            .put("html_url", urls.web(repo))
            .put("fork", false);
    json.set("owner", new UserJson(urls).simple(repo.owner()));
    LINKS.forEach((name, path) -> json.put(name, urls.repo(repo, path)));
    String git = urls.web(repo) + ".git";
    json.put("clone_url", git).put("git_url", git).put("ssh_url", git).put("svn_url", git);
    return counts(json, repo);
  }

  private static ObjectNode counts(ObjectNode json, Repo repo) {
    long open = repo.pulls().stream().filter(Pull::isOpen).count();
    for (String zero :
        new String[] {
          "forks", "forks_count", "size", "stargazers_count", "watchers", "watchers_count"
        }) {
      json.put(zero, 0);
    }
    for (String no :
        new String[] {
          "archived",
          "disabled",
          "has_discussions",
          "has_downloads",
          "has_pages",
          "has_projects",
          "has_wiki",
          "is_template"
        }) {
      json.put(no, false);
    }
    for (String none :
        new String[] {"description", "homepage", "language", "license", "mirror_url"}) {
      json.putNull(none);
    }
    json.putArray("topics");
    json.putObject("custom_properties");
    return json.put("has_issues", true)
        .put("web_commit_signoff_required", false)
        .put("default_branch", Repo.DEFAULT_BRANCH)
        .put("open_issues", open)
        .put("open_issues_count", open)
        .put("visibility", "private")
        .put("created_at", "2020-01-01T00:00:00Z")
        .put("updated_at", "2020-01-01T00:00:00Z")
        .put("pushed_at", "2020-01-01T00:00:00Z");
  }

  /**
   * The repository itself.
   *
   * @param account whose permissions are shown
   */
  ObjectNode full(Repo repo, Account account) {
    ObjectNode json = simple(repo);
    json.putObject("permissions")
        .put("admin", account.permissions().containsKey(Permission.ADMINISTRATION))
        .put("push", account.may(java.util.Set.of(Permission.CONTENTS), Permission.Access.WRITE))
        .put("pull", true);
    return json.put("network_count", 0)
        .put("subscribers_count", 0)
        .put("allow_merge_commit", true)
        .put("allow_squash_merge", true)
        .put("allow_rebase_merge", false)
        .put("allow_auto_merge", true)
        .put("delete_branch_on_merge", false);
  }
}
