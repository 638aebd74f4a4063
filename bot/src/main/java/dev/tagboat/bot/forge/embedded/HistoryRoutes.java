package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people did with pull requests and comments, and what they may do. */
final class HistoryRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/";
  private static final String REACTIONS = ROOT + "issues/comments/{comment}/reactions";
  private static final Set<Permission> EITHER = Set.of(Permission.ISSUES, Permission.PULL_REQUESTS);
  private static final List<String> CONTENTS =
      List.of("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes");

  private final Context context;
  private final UserJson users;

  HistoryRoutes(Context context) {
    this.context = context;
    this.users = new UserJson(context.urls());
  }

  void addTo(Router router) {
    router.add("GET", ROOT + "issues/{number}/events", EITHER, this::events);
    router.add("GET", REACTIONS, EITHER, this::reactions);
    router.add("POST", REACTIONS, EITHER, this::react);
    router.get(ROOT + "collaborators/{username}/permission", Permission.METADATA, this::permission);
  }

  private Answer events(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    return Paging.answer(
        call, context.urls(), repo.happenings(pull.number()), event -> json(repo, event));
  }

  private ObjectNode json(Repo repo, Happening event) {
    ObjectNode json =
        Json.object()
            .put("id", event.id())
            .put("node_id", NodeId.of(repo, "IssueEvent", event.id()))
            .put("url", context.urls().repo(repo, "/issues/events/" + event.id()))
            .put("event", event.event())
            .put("created_at", event.created().toString());
    json.set("actor", users.simple(event.actor()));
    json.putNull("commit_id");
    json.putNull("commit_url");
    json.putNull("performed_via_github_app");
    switch (event.event()) {
      case "labeled", "unlabeled" ->
          json.putObject("label").put("name", event.subject()).put("color", "ededed");
      case "milestoned" -> json.putObject("milestone").put("title", event.subject());
      case "assigned" -> {
        json.set("assignee", users.simple(event.subject()));
        json.set("assigner", users.simple(event.actor()));
      }
      case "review_requested" -> {
        json.set("review_requester", users.simple(event.actor()));
        if (event.subject().startsWith("@")) {
          json.set(
              "requested_team",
              new PullJson(context.urls()).team(repo, event.subject().substring(1)));
        } else {
          json.set("requested_reviewer", users.simple(event.subject()));
        }
      }
      default -> {}
    }
    return json;
  }

  private static Comment find(Repo repo, Call call) {
    long id = call.number("comment");
    return repo.comments().stream()
        .filter(comment -> comment.id() == id)
        .findFirst()
        .orElseThrow(ApiError::notFound);
  }

  private Answer reactions(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Paging.answer(
        call, context.urls(), repo.reactions(find(repo, call).id()), react -> json(repo, react));
  }

  private Answer react(Call call, Account account) {
    Repo repo = context.store().find(call);
    Comment comment = find(repo, call);
    String content = Bodies.required(call.object(), "content");
    if (!CONTENTS.contains(content)) {
      throw ApiError.field("Reaction", "content", "invalid");
    }
    Optional<React> same =
        repo.reactions(comment.id()).stream()
            .filter(r -> r.login().equals(account.login()) && r.content().equals(content))
            .findFirst();
    if (same.isPresent()) {
      return Answer.ok(json(repo, same.get()));
    }
    React react =
        new React(context.store().nextId(), comment.id(), account.login(), content, context.now());
    repo.reactions().add(react);
    return Answer.created(json(repo, react));
  }

  private ObjectNode json(Repo repo, React react) {
    ObjectNode json =
        Json.object()
            .put("id", react.id())
            .put("node_id", NodeId.of(repo, "Reaction", react.id()))
            .put("content", react.content())
            .put("created_at", react.created().toString());
    return json.set("user", users.simple(react.login()));
  }

  private Answer permission(Call call, Account account) {
    Repo repo = context.store().find(call);
    String login = call.param("username");
    String role = repo.role(login);
    ObjectNode json = Json.object().put("permission", basic(role)).put("role_name", role);
    json.set("user", users.simple(login).put("role_name", role));
    return Answer.ok(json);
  }

  // GitHub folds its five roles into four permissions here.
  private static String basic(String role) {
    return switch (role) {
      case "maintain" -> "write";
      case "triage" -> "read";
      default -> role;
    };
  }
}
