package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Check runs, which only an App may write. */
final class CheckRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/";

  private final Context context;
  private final AppJson apps;
  private final AutoMerge autoMerge;

  CheckRoutes(Context context, AppJson apps, AutoMerge autoMerge) {
    this.context = context;
    this.apps = apps;
    this.autoMerge = autoMerge;
  }

  void addTo(Router router) {
    router.post(ROOT + "check-runs", Permission.CHECKS, this::create);
    router.get(ROOT + "check-runs/{id}", Permission.CHECKS, this::get);
    router.patch(ROOT + "check-runs/{id}", Permission.CHECKS, this::update);
    router.get(ROOT + "commits/{ref}/check-runs", Permission.CHECKS, this::list);
  }

  private static void onlyApps(Account account) {
    if (account.kind() != Account.Kind.INSTALLATION) {
      throw new ApiError(403, "You must authenticate via a GitHub App.");
    }
  }

  private Answer create(Call call, Account account) throws IOException {
    onlyApps(account);
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    String sha = Bodies.required(body, "head_sha");
    if (GitHistory.find(repo.git(), sha).isEmpty()) {
      throw new ApiError(422, "No commit found for SHA: " + sha);
    }
    CheckRun.Output none = new CheckRun.Output(null, null, null);
    CheckRun fresh =
        new CheckRun(
            context.store().nextId(),
            sha,
            Bodies.required(body, "name"),
            "queued",
            null,
            none,
            null,
            context.now(),
            null);
    CheckRun check = changed(fresh, body);
    repo.checks().add(check);
    autoMerge.look(repo);
    return Answer.created(json(repo, check));
  }

  private CheckRun changed(CheckRun old, JsonNode body) {
    String conclusion = Bodies.text(body, "conclusion").orElse(old.conclusion());
    String status =
        conclusion != null ? "completed" : Bodies.text(body, "status").orElse(old.status());
    JsonNode output = body.path("output");
    CheckRun.Output newOutput =
        output.isObject()
            ? new CheckRun.Output(
                Bodies.text(output, "title").orElse(null),
                Bodies.text(output, "summary").orElse(null),
                Bodies.text(output, "text").orElse(null))
            : old.output();
    return new CheckRun(
        old.id(),
        old.sha(),
        Bodies.text(body, "name").orElse(old.name()),
        status,
        conclusion,
        newOutput,
        Bodies.text(body, "details_url").orElse(old.detailsUrl()),
        old.started(),
        conclusion == null ? null : context.now());
  }

  private Answer get(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(json(repo, find(repo, call)));
  }

  private static CheckRun find(Repo repo, Call call) {
    Optional<CheckRun> found =
        repo.checks().stream().filter(check -> check.id() == call.number("id")).findFirst();
    return found.orElseThrow(ApiError::notFound);
  }

  private Answer update(Call call, Account account) throws IOException {
    onlyApps(account);
    Repo repo = context.store().find(call);
    CheckRun old = find(repo, call);
    CheckRun check = changed(old, call.object());
    repo.checks().set(repo.checks().indexOf(old), check);
    autoMerge.look(repo);
    return Answer.ok(json(repo, check));
  }

  private Answer list(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String sha = GitHistory.commit(repo.git(), call.param("ref")).name();
    List<ObjectNode> checks =
        repo.checks().stream()
            .filter(check -> check.sha().equals(sha))
            .map(check -> json(repo, check))
            .toList();
    return Answer.ok(Paging.counted("check_runs", checks));
  }

  private ObjectNode json(Repo repo, CheckRun check) {
    String self = context.urls().repo(repo, "/check-runs/" + check.id());
    ObjectNode json =
        Json.object()
            .put("id", check.id())
            .put("node_id", NodeId.of(repo, "CheckRun", check.id()))
            .put("head_sha", check.sha())
            .put("external_id", "")
            .put("url", self)
            .put("html_url", context.urls().web(repo, "/runs/" + check.id()))
            .put("details_url", check.detailsUrl())
            .put("status", check.status())
            .put("conclusion", check.conclusion())
            .put("started_at", check.started().toString())
            .put("completed_at", IssueJson.text(check.completed()))
            .put("name", check.name());
    json.putObject("output")
        .put("title", check.output().title())
        .put("summary", check.output().summary())
        .put("text", check.output().text())
        .put("annotations_count", 0)
        .put("annotations_url", self + "/annotations");
    json.putObject("check_suite").put("id", 1);
    json.putArray("pull_requests");
    @Nullable ForgeApp app = apps.app();
    return app == null ? json.putNull("app") : json.set("app", apps.json(app));
  }
}
