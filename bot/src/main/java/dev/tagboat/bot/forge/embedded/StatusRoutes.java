package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Commit statuses. */
final class StatusRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/";

  private final Context context;
  private final AutoMerge autoMerge;

  StatusRoutes(Context context, AutoMerge autoMerge) {
    this.context = context;
    this.autoMerge = autoMerge;
  }

  void addTo(Router router) {
    router.post(ROOT + "statuses/{sha}", Permission.STATUSES, this::create);
    // No longer described, but GitHub still answers it and clients still ask.
    router.get(ROOT + "statuses/{ref+}", Permission.STATUSES, this::list);
    router.get(ROOT + "commits/{ref}/statuses", Permission.STATUSES, this::list);
    router.get(ROOT + "commits/{ref}/status", Permission.STATUSES, this::combined);
  }

  private Answer create(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    String sha =
        GitHistory.find(repo.git(), call.param("sha"))
            .orElseThrow(() -> new ApiError(422, "No commit found for SHA: " + call.param("sha")))
            .name();
    String state = Bodies.required(body, "state");
    if (!List.of("error", "failure", "pending", "success").contains(state)) {
      throw ApiError.field("Status", "state", "invalid");
    }
    CommitStatus status =
        new CommitStatus(
            context.store().nextId(),
            sha,
            state,
            Bodies.text(body, "context").orElse("default"),
            Bodies.text(body, "description").orElse(null),
            Bodies.text(body, "target_url").orElse(null),
            account.login(),
            context.now());
    repo.statuses().add(status);
    ObjectNode json = json(repo, status);
    json.set("creator", new UserJson(context.urls()).simple(status.creator()));
    autoMerge.look(repo);
    return Answer.created(json);
  }

  private ObjectNode json(Repo repo, CommitStatus status) {
    return Json.object()
        .put("id", status.id())
        .put("node_id", NodeId.of(repo, "StatusContext", status.id()))
        .put("url", context.urls().repo(repo, "/statuses/" + status.sha()))
        .put("avatar_url", context.urls().base() + "/avatars/" + Urls.encode(status.creator()))
        .put("state", status.state())
        .put("context", status.context())
        .put("description", status.description())
        .put("target_url", status.targetUrl())
        .put("created_at", status.created().toString())
        .put("updated_at", status.created().toString());
  }

  private Answer list(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String sha = GitHistory.commit(repo.git(), call.param("ref")).name();
    List<CommitStatus> statuses = new ArrayList<>(repo.statuses());
    statuses.removeIf(status -> !status.sha().equals(sha));
    Collections.reverse(statuses);
    UserJson users = new UserJson(context.urls());
    return Paging.answer(
        call,
        context.urls(),
        statuses,
        status -> json(repo, status).set("creator", users.simple(status.creator())));
  }

  private Answer combined(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String sha = GitHistory.commit(repo.git(), call.param("ref")).name();
    Collection<CommitStatus> latest = Statuses.latest(repo, sha);
    ObjectNode json =
        Json.object()
            .put("state", Statuses.combined(latest))
            .put("sha", sha)
            .put("total_count", latest.size())
            .put("commit_url", context.urls().repo(repo, "/commits/" + sha))
            .put("url", context.urls().repo(repo, "/commits/" + sha + "/status"));
    json.set("statuses", Json.array(latest.stream().map(status -> json(repo, status))));
    json.set("repository", new RepoJson(context.urls()).simple(repo));
    return Answer.ok(json);
  }
}
