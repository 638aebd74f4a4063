package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Pull requests. */
final class PullRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/pulls";
  private static final String ONE = ROOT + "/{number}";

  private final Context context;
  private final PullRules rules;
  private final PullMerges merges;
  private final PullJson json;

  PullRoutes(Context context, PullRules rules, PullMerges merges) {
    this.context = context;
    this.rules = rules;
    this.merges = merges;
    this.json = new PullJson(context.urls());
  }

  void addTo(Router router) {
    router.get(ROOT, Permission.PULL_REQUESTS, this::list);
    router.post(ROOT, Permission.PULL_REQUESTS, this::create);
    router.get(ONE, Permission.PULL_REQUESTS, this::get);
    router.patch(ONE, Permission.PULL_REQUESTS, this::update);
    router.get(ONE + "/files", Permission.PULL_REQUESTS, this::files);
    router.get(ONE + "/commits", Permission.PULL_REQUESTS, this::commits);
    router.get(ONE + "/requested_reviewers", Permission.PULL_REQUESTS, this::reviewers);
    router.post(ONE + "/requested_reviewers", Permission.PULL_REQUESTS, this::request);
    router.get(ONE + "/merge", Permission.PULL_REQUESTS, this::isMerged);
    router.add("PUT", ONE + "/merge", Set.of(Permission.CONTENTS), this::merge);
  }

  static Pull find(Repo repo, Call call) {
    return repo.pull(call.number("number")).orElseThrow(ApiError::notFound);
  }

  private Answer list(Call call, Account account) {
    Repo repo = context.store().find(call);
    List<Pull> pulls = new ArrayList<>(repo.pulls());
    pulls.removeIf(wanted(repo, call).negate());
    Comparator<Pull> order =
        call.query("sort").orElse("created").equals("updated")
            ? Comparator.comparing(pull -> pull.life().updated())
            : Comparator.comparing(Pull::number);
    // Without a sort, the newest come first; with one, only when asked for.
    boolean descending =
        call.query("direction")
            .map("desc"::equals)
            .orElse(call.query("sort").orElse("created").equals("created"));
    pulls.sort(descending ? order.reversed() : order);
    return Paging.answer(call, context.urls(), pulls, pull -> json.simple(repo, pull));
  }

  private static Predicate<Pull> wanted(Repo repo, Call call) {
    String state = call.query("state").orElse("open");
    Predicate<Pull> wanted = pull -> state.equals("all") || pull.isOpen() == state.equals("open");
    String base = call.query("base").orElse(null);
    if (base != null) {
      wanted = wanted.and(pull -> pull.branches().base().equals(base));
    }
    // GitHub ignores a head that does not name its owner.
    String head = call.query("head").filter(text -> text.contains(":")).orElse(null);
    if (head != null) {
      wanted = wanted.and(pull -> head.equals(repo.owner() + ":" + pull.branches().head()));
    }
    return wanted;
  }

  private Answer create(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    Pull pull =
        rules.open(
            repo,
            Bodies.required(body, "head"),
            Bodies.required(body, "base"),
            new Pull.Text(
                Bodies.text(body, "title").orElse(""), Bodies.text(body, "body").orElse("")),
            body.path("draft").asBoolean(false),
            account.login());
    return Answer.created(json.full(repo, pull));
  }

  private Answer get(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    return Answer.ok(json.full(repo, find(repo, call)));
  }

  private Answer update(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    Pull pull = find(repo, call);
    JsonNode body = call.object();
    String login = account.login();
    Pull.Text old = pull.text();
    pull =
        rules.retitle(
            repo,
            pull,
            new Pull.Text(
                Bodies.text(body, "title").orElse(old.title()),
                body.has("body") ? Bodies.text(body, "body").orElse("") : old.body()),
            login);
    pull =
        rules.rebase(repo, pull, Bodies.text(body, "base").orElse(pull.branches().base()), login);
    String state = Bodies.text(body, "state").orElse(pull.isOpen() ? "open" : "closed");
    pull =
        switch (state) {
          case "closed" -> rules.close(repo, pull, login);
          case "open" -> rules.reopen(repo, pull, login);
          default -> throw ApiError.field("PullRequest", "state", "invalid");
        };
    return Answer.ok(json.full(repo, pull));
  }

  private Answer files(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    Pull pull = find(repo, call);
    JsonNode files =
        new CommitJson(context.urls())
            .files(repo, pull.branches().headSha(), PullView.files(repo, pull));
    List<JsonNode> all = new ArrayList<>();
    files.forEach(all::add);
    return Paging.answer(call, context.urls(), all, file -> file);
  }

  private Answer commits(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    CommitJson commits = new CommitJson(context.urls());
    return Paging.answer(
        call,
        context.urls(),
        PullView.commits(repo, find(repo, call)),
        commit -> commits.commit(repo, commit));
  }

  private Answer reviewers(Call call, Account account) {
    Repo repo = context.store().find(call);
    return Answer.ok(json.requested(repo, find(repo, call)));
  }

  private Answer request(Call call, Account account) {
    Repo repo = context.store().find(call);
    Pull pull = find(repo, call);
    Pull changed =
        new Marking(context, rules)
            .request(
                repo,
                pull,
                Bodies.texts(call.object().path("reviewers")),
                Bodies.texts(call.object().path("team_reviewers")),
                account);
    return Answer.created(json.simple(repo, changed));
  }

  private Answer isMerged(Call call, Account account) {
    Repo repo = context.store().find(call);
    if (find(repo, call).isMerged()) {
      return Answer.noContent();
    }
    throw ApiError.notFound();
  }

  private Answer merge(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    ObjectNode body = call.object();
    PullMerges.Request request =
        new PullMerges.Request(
            Bodies.text(body, "merge_method").orElse("merge"),
            Bodies.text(body, "commit_title").orElse(null),
            Bodies.text(body, "commit_message").orElse(null),
            Bodies.text(body, "sha").orElse(null));
    Pull merged = merges.merge(repo, find(repo, call), request, account.login());
    return Answer.ok(
        Json.object()
            .put("sha", merged.life().mergeSha())
            .put("merged", true)
            .put("message", "Pull Request successfully merged"));
  }
}
