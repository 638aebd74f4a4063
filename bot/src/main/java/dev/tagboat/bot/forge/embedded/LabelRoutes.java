package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The labels of a repository. */
final class LabelRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/labels";

  private final Context context;
  private final IssueJson json;

  LabelRoutes(Context context) {
    this.context = context;
    this.json = new IssueJson(context.urls());
  }

  void addTo(Router router) {
    router.get(ROOT, Permission.ISSUES, this::list);
    router.get(ROOT + "/{name+}", Permission.ISSUES, this::get);
    router.post(ROOT, Permission.ISSUES, this::create);
  }

  private Answer list(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Paging.answer(
        call, context.urls(), List.copyOf(repo.labels()), label -> json.label(repo, label));
  }

  private Answer get(Call call, Account account) {
    Repo repo = context.store().find(call);
    Label label = repo.label(call.param("name")).orElseThrow(ApiError::notFound);
    return Answer.ok(json.label(repo, label));
  }

  private Answer create(Call call, Account account) {
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    String name = Bodies.required(body, "name");
    String color = Bodies.text(body, "color").orElse("ededed");
    String description = Bodies.text(body, "description").orElse("");
    if (name.isBlank() || name.length() > 50) {
      throw ApiError.field("Label", "name", "invalid");
    }
    if (!color.matches("[0-9a-fA-F]{6}")) {
      throw ApiError.field("Label", "color", "invalid");
    }
    if (description.length() > 100) {
      throw ApiError.custom("Label", "description is too long (maximum is 100 characters)");
    }
    if (repo.label(name).isPresent()) {
      throw ApiError.field("Label", "name", "already_exists");
    }
    Label label = repo.put(new Label(context.store().nextId(), name, color, description));
    return Answer.created(json.label(repo, label));
  }
}
