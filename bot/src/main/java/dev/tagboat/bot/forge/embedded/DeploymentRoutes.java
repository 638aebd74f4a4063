package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Deployments and their statuses. */
final class DeploymentRoutes {
  private static final String ALL = "/repos/{owner}/{repo}/deployments";
  private static final List<String> STATES =
      List.of("error", "failure", "inactive", "in_progress", "queued", "pending", "success");
  private static final int MAX_DESCRIPTION = 140;

  private final Context context;

  DeploymentRoutes(Context context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(ALL, Permission.DEPLOYMENTS, this::list);
    router.post(ALL, Permission.DEPLOYMENTS, this::create);
    router.get(ALL + "/{id}/statuses", Permission.DEPLOYMENTS, this::statuses);
    router.post(ALL + "/{id}/statuses", Permission.DEPLOYMENTS, this::addStatus);
  }

  private Answer list(Call call, Account account) {
    Repo repo = context.store().find(call);
    List<Deployment> found = new ArrayList<>(repo.deployments());
    found.removeIf(
        one ->
            !call.query("sha").orElse(one.sha()).equals(one.sha())
                || !call.query("task").orElse(one.task()).equals(one.task())
                || !call.query("environment").orElse(one.environment()).equals(one.environment()));
    Collections.reverse(found);
    return Paging.answer(call, context.urls(), found, one -> json(repo, one));
  }

  private Answer create(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    String ref = Bodies.required(body, "ref");
    String sha =
        GitHistory.find(repo.git(), ref)
            .orElseThrow(() -> new ApiError(422, "No ref found for: " + ref))
            .name();
    if (body.path("auto_merge").asBoolean(true) || !body.path("required_contexts").isEmpty()) {
      throw new ApiError(
          409, "Here only auto_merge: false and required_contexts: [] are understood.");
    }
    Deployment made =
        new Deployment(
            context.store().nextId(),
            sha,
            ref,
            Bodies.text(body, "task").orElse("deploy"),
            Bodies.text(body, "environment").orElse("production"),
            Bodies.text(body, "description").orElse(null),
            account.login(),
            context.now(),
            List.of());
    repo.deployments().add(made);
    return Answer.created(json(repo, made));
  }

  private ObjectNode json(Repo repo, Deployment deployment) {
    String url = context.urls().repo(repo, "/deployments/" + deployment.id());
    ObjectNode json =
        Json.object()
            .put("id", deployment.id())
            .put("node_id", NodeId.of(repo, "Deployment", deployment.id()))
            .put("url", url)
            .put("statuses_url", url + "/statuses")
            .put("repository_url", context.urls().repo(repo, ""))
            .put("sha", deployment.sha())
            .put("ref", deployment.ref())
            .put("task", deployment.task())
            .put("environment", deployment.environment())
            .put("original_environment", deployment.environment())
            .put("description", deployment.description())
            .put("created_at", deployment.created().toString())
            .put("updated_at", deployment.created().toString());
    json.set("payload", Json.object());
    json.set("creator", new UserJson(context.urls()).simple(deployment.creator()));
    return json;
  }

  private static int index(Repo repo, Call call) {
    int id = call.number("id");
    for (int i = 0; i < repo.deployments().size(); i++) {
      if (repo.deployments().get(i).id() == id) {
        return i;
      }
    }
    throw ApiError.notFound();
  }

  private Answer statuses(Call call, Account account) {
    Repo repo = context.store().find(call);
    Deployment deployment = repo.deployments().get(index(repo, call));
    List<Deployment.Status> statuses = new ArrayList<>(deployment.statuses());
    Collections.reverse(statuses);
    return Paging.answer(call, context.urls(), statuses, one -> json(repo, deployment, one));
  }

  private Answer addStatus(Call call, Account account) {
    Repo repo = context.store().find(call);
    int at = index(repo, call);
    JsonNode body = call.object();
    String state = Bodies.required(body, "state");
    String description = Bodies.text(body, "description").orElse("");
    if (!STATES.contains(state)) {
      throw ApiError.field("DeploymentStatus", "state", "invalid");
    }
    if (description.length() > MAX_DESCRIPTION) {
      throw ApiError.custom(
          "DeploymentStatus", "description is too long (maximum is 140 characters)");
    }
    Deployment old = repo.deployments().get(at);
    Deployment.Status status =
        new Deployment.Status(
            context.store().nextId(), state, description, account.login(), context.now());
    List<Deployment.Status> statuses = new ArrayList<>(old.statuses());
    statuses.add(status);
    Deployment changed =
        new Deployment(
            old.id(),
            old.sha(),
            old.ref(),
            old.task(),
            old.environment(),
            old.description(),
            old.creator(),
            old.created(),
            statuses);
    repo.deployments().set(at, changed);
    return Answer.created(json(repo, changed, status));
  }

  private ObjectNode json(Repo repo, Deployment deployment, Deployment.Status status) {
    String of = context.urls().repo(repo, "/deployments/" + deployment.id());
    ObjectNode json =
        Json.object()
            .put("id", status.id())
            .put("node_id", NodeId.of(repo, "DeploymentStatus", status.id()))
            .put("url", of + "/statuses/" + status.id())
            .put("deployment_url", of)
            .put("repository_url", context.urls().repo(repo, ""))
            .put("target_url", of)
            .put("state", status.state())
            .put("description", status.description())
            .put("environment", deployment.environment())
            .put("created_at", status.created().toString())
            .put("updated_at", status.created().toString());
    json.set("creator", new UserJson(context.urls()).simple(status.creator()));
    return json;
  }
}
