package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.eclipse.jgit.lib.Ref;

/** Repositories and branches. */
final class RepoRoutes {
  private final Context context;

  RepoRoutes(Context context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get("/repos/{owner}/{repo}", Permission.METADATA, this::get);
    router.get("/repos/{owner}/{repo}/branches", Permission.CONTENTS, this::branches);
    router.get(
        "/repos/{owner}/{repo}/branches/{branch}/protection",
        Permission.ADMINISTRATION,
        this::protection);
    router.get(
        "/repos/{owner}/{repo}/branches/{branch}/protection/required_signatures",
        Permission.ADMINISTRATION,
        this::signatures);
    router.get("/repos/{owner}/{repo}/rules/branches/{branch+}", Permission.METADATA, this::rules);
    router.get("/repos/{owner}/{repo}/branches/{branch+}", Permission.CONTENTS, this::branch);
  }

  private Answer get(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(new RepoJson(context.urls()).full(repo, account));
  }

  private Answer branches(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    return Paging.answer(
        call,
        context.urls(),
        GitRefs.list(repo.git(), GitRefs.HEADS),
        ref -> shortBranch(repo, ref));
  }

  private ObjectNode shortBranch(Repo repo, Ref ref) {
    String name = ref.getName().substring(GitRefs.HEADS.length());
    String sha = ref.getObjectId().name();
    ObjectNode json = Json.object().put("name", name);
    json.putObject("commit")
        .put("sha", sha)
        .put("url", context.urls().repo(repo, "/commits/" + sha));
    return json.put("protected", repo.protection(name).isPresent());
  }

  private Answer branch(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String name = call.param("branch");
    String sha =
        GitRefs.head(repo.git(), name).orElseThrow(() -> new ApiError(404, "Branch not found"));
    String self = context.urls().repo(repo, "/branches/" + Urls.encodePath(name));
    boolean isProtected = repo.protection(name).isPresent();
    ObjectNode json = Json.object().put("name", name).put("protected", isProtected);
    json.set(
        "commit", new CommitJson(context.urls()).commit(repo, GitHistory.commit(repo.git(), sha)));
    json.putObject("_links")
        .put("self", self)
        .put("html", context.urls().web(repo, "/tree/" + Urls.encodePath(name)));
    json.set("protection", protection(repo, name));
    return Answer.ok(json.put("protection_url", self + "/protection"));
  }

  private ObjectNode protection(Repo repo, String branch) {
    ObjectNode json = Json.object().put("enabled", repo.protection(branch).isPresent());
    ObjectNode checks = json.putObject("required_status_checks").put("enforcement_level", "off");
    checks.putArray("checks");
    checks.set(
        "contexts",
        Json.strings(
            repo.protection(branch).map(Protection::contexts).orElse(java.util.List.of())));
    return json;
  }

  // What this forge has of rules stands in rulesets.
  private Answer signatures(Call call, Account account) {
    Repo repo = context.store().find(call);
    String branch = call.param("branch");
    if (repo.protection(branch).isEmpty()) {
      throw new ApiError(404, "Branch not protected");
    }
    String url = "/branches/" + Urls.encodePath(branch) + "/protection/required_signatures";
    return Answer.ok(
        Json.object().put("url", context.urls().repo(repo, url)).put("enabled", false));
  }

  private Answer protection(Call call, Account account) {
    Repo repo = context.store().find(call);
    String branch = call.param("branch");
    if (repo.protection(branch).isEmpty()) {
      throw new ApiError(404, "Branch not protected");
    }
    return Answer.ok(protection(repo, branch));
  }

  private Answer rules(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(
        Json.array(
            repo.protection(call.param("branch")).stream()
                .flatMap(protection -> Rules.of(repo, protection).stream())));
  }
}
