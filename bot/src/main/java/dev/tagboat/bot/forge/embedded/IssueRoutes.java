package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The issue's side of pull requests: labels, comments, assignees. */
final class IssueRoutes {
  private static final String ONE = "/repos/{owner}/{repo}/issues/{number}";
  private static final String COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment}";
  // For the issue of a pull request either permission will do.
  private static final Set<Permission> EITHER = Set.of(Permission.ISSUES, Permission.PULL_REQUESTS);

  private final Context context;
  private final PullRules rules;
  private final IssueJson json;

  IssueRoutes(Context context, PullRules rules) {
    this.context = context;
    this.rules = rules;
    this.json = new IssueJson(context.urls());
  }

  void addTo(Router router) {
    router.add("GET", ONE, EITHER, this::get);
    router.add("PATCH", ONE, EITHER, this::update);
    router.add("GET", ONE + "/labels", EITHER, this::labels);
    router.add("POST", ONE + "/labels", EITHER, this::addLabels);
    router.add("PUT", ONE + "/labels", EITHER, this::setLabels);
    router.add("DELETE", ONE + "/labels/{name+}", EITHER, this::removeLabel);
    router.add("GET", ONE + "/comments", EITHER, this::comments);
    router.add("POST", ONE + "/comments", EITHER, this::comment);
    router.add("PATCH", COMMENT, EITHER, this::edit);
    router.add("POST", ONE + "/assignees", EITHER, this::assign);
  }

  private Answer get(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(json.issue(repo, PullRoutes.find(repo, call)));
  }

  private Answer update(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    JsonNode body = call.object();
    Pull.Text text =
        new Pull.Text(
            Bodies.text(body, "title").orElse(pull.text().title()),
            Bodies.text(body, "body").orElse(pull.text().body()));
    pull = rules.retitle(repo, pull, text, account.login());
    if (body.has("labels")) {
      pull = replace(repo, pull, Bodies.texts(body.path("labels")), account);
    }
    if (body.has("assignees")) {
      pull = new Marking(context, rules).assigned(repo, pull, Bodies.texts(body.path("assignees")));
    }
    if (body.path("milestone").canConvertToInt()) {
      rules.note(repo, pull, "milestoned", account.login(), body.path("milestone").asText());
    }
    if (Bodies.text(body, "state").filter("closed"::equals).isPresent()) {
      pull = rules.close(repo, pull, account.login());
    }
    return Answer.ok(json.issue(repo, pull));
  }

  private Answer labels(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(json.labels(repo, PullRoutes.find(repo, call)));
  }

  // Both the bare list and the object with a list are understood.
  private static List<String> names(Call call) {
    JsonNode body = call.json();
    return Bodies.texts(body.isArray() ? body : body.path("labels"));
  }

  private Answer addLabels(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    refuseNewLabels(repo, names(call), account);
    return Answer.ok(json.labels(repo, rules.label(repo, pull, names(call), account.login())));
  }

  // Either permission puts a label on; to make one takes that for issues.
  private static void refuseNewLabels(Repo repo, List<String> names, Account account) {
    if (!account.may(Set.of(Permission.ISSUES), Permission.Access.WRITE)
        && names.stream().anyMatch(name -> repo.label(name).isEmpty())) {
      throw ApiError.unauthorized(
          "You do not have permission to create labels on this repository.", "label");
    }
  }

  private Answer setLabels(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    refuseNewLabels(repo, names(call), account);
    return Answer.ok(json.labels(repo, replace(repo, pull, names(call), account)));
  }

  private Pull replace(Repo repo, Pull pull, List<String> names, Account account)
      throws IOException {
    List<String> kept = new ArrayList<>(pull.marks().labels());
    kept.retainAll(names);
    return rules.label(repo, rules.relabel(repo, pull, kept), names, account.login());
  }

  private Answer removeLabel(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    List<String> kept = new ArrayList<>(pull.marks().labels());
    if (!kept.remove(call.param("name"))) {
      throw new ApiError(404, "Label does not exist");
    }
    rules.note(repo, pull, "unlabeled", account.login(), call.param("name"));
    return Answer.ok(json.labels(repo, rules.relabel(repo, pull, kept)));
  }

  private Answer comments(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    return Paging.answer(
        call, context.urls(), repo.comments(pull.number()), comment -> json.comment(repo, comment));
  }

  private Answer comment(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    Comment comment =
        new Comment(
            context.store().nextId(), pull.number(), account.login(), text(call), context.now());
    repo.comments().add(comment);
    repo.put(pull.touched(context.now()));
    return Answer.created(json.comment(repo, comment));
  }

  private static String text(Call call) {
    String body = Bodies.required(call.object(), "body");
    if (body.isBlank() || body.length() > 65_536) {
      throw ApiError.custom("IssueComment", "Body is too long (maximum is 65536 characters)");
    }
    return body;
  }

  private Answer edit(Call call, Account account) {
    Repo repo = context.store().find(call);
    int id = call.number("comment");
    List<Comment> comments = repo.comments();
    for (int i = 0; i < comments.size(); i++) {
      Comment old = comments.get(i);
      if (old.id() == id) {
        Comment edited =
            new Comment(old.id(), old.number(), old.author(), text(call), old.created());
        comments.set(i, edited);
        return Answer.ok(json.comment(repo, edited));
      }
    }
    throw ApiError.notFound();
  }

  private Answer assign(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    List<String> logins = Bodies.texts(call.object().path("assignees"));
    Pull changed = new Marking(context, rules).assign(repo, pull, logins, account.login());
    return Answer.created(json.issue(repo, changed));
  }
}
