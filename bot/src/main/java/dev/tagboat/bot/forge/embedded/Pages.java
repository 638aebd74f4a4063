package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;

/** The pages for people. */
final class Pages {
  private static final String PULL = "/{owner}/{repo}/pull/{number}";
  private static final Set<Permission> ANYONE = Set.of();

  private final Context context;
  private final Assembly.Behaviour behaviour;
  private final Account reviewer;
  private final FormGuard guard = new FormGuard();
  private final PullPage pullPage;
  private final Router router = new Router();

  Pages(Context context, Assembly.Behaviour behaviour, String reviewer) {
    this.context = context;
    this.behaviour = behaviour;
    this.reviewer = new Account(reviewer, Account.Kind.USER, Map.of(), "");
    this.pullPage = new PullPage(context, guard);
    router.add("GET", "/", ANYONE, this::index);
    router.add(
        "GET", "/assets/{name}", ANYONE, (call, account) -> Layout.asset(call.param("name")));
    router.add("GET", "/avatars/{login}", ANYONE, (call, account) -> Layout.asset("icon.svg"));
    router.add("GET", PULL + ".diff", ANYONE, this::diff);
    router.add("GET", PULL, ANYONE, this::pull);
    router.add("GET", "/{owner}/{repo}/commit/{sha}", ANYONE, this::commit);
    router.add("POST", PULL + "/{action}", ANYONE, this::act);
    router.add("GET", "/{owner}/{repo}", ANYONE, this::repository);
  }

  Answer answer(Call call) throws IOException {
    try {
      Router.Match match = router.find(call).orElseThrow(ApiError::notFound);
      synchronized (context.store()) {
        return match.handler().handle(match.call(), reviewer);
      }
    } catch (ApiError e) {
      Html sentence = new Html().raw("<h1>").text(e.sentence()).raw("</h1>");
      return Layout.page(e.status(), e.sentence(), sentence);
    }
  }

  private Answer index(Call call, Account account) {
    return IndexPage.render(List.copyOf(context.store().all()), context.urls(), context.now());
  }

  private Answer repository(Call call, Account account) {
    Repo repo = context.store().find(call);
    return IndexPage.render(List.of(repo), context.urls(), context.now());
  }

  private Answer pull(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    return pullPage.render(repo, PullRoutes.find(repo, call));
  }

  private Answer diff(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    StringBuilder diff = new StringBuilder();
    for (FileChange file : PullView.files(repo, PullRoutes.find(repo, call))) {
      diff.append("--- a/").append(file.oldPath()).append('\n');
      diff.append("+++ b/").append(file.path()).append('\n');
      diff.append(file.patch()).append('\n');
    }
    return Answer.text(200, "text/plain", diff.toString())
        .with("X-Content-Type-Options", "nosniff");
  }

  private Answer commit(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    RevCommit commit = GitHistory.commit(repo.git(), call.param("sha"));
    return CommitPage.render(repo, commit, context.now());
  }

  private Answer act(Call call, Account account) throws IOException {
    guard.check(call);
    Repo repo = context.store().find(call);
    Pull pull = PullRoutes.find(repo, call);
    String login = account.login();
    switch (call.param("action")) {
      case "merge" -> {
        PullMerges.Request merge =
            new PullMerges.Request("merge", null, null, pull.branches().headSha());
        behaviour.merges().merge(repo, pull, merge, login);
      }
      case "close" -> behaviour.rules().close(repo, pull, login);
      case "reopen" -> behaviour.rules().reopen(repo, pull, login);
      default -> throw ApiError.notFound();
    }
    context.store().save();
    return Answer.redirect("/" + repo.fullName() + "/pull/" + pull.number());
  }
}
