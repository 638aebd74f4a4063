package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;

/** One pull request: what it says, what it changes, and the buttons. */
final class PullPage {
  private final Context context;
  private final FormGuard guard;

  PullPage(Context context, FormGuard guard) {
    this.context = context;
    this.guard = guard;
  }

  Answer render(Repo repo, Pull pull) throws IOException {
    List<FileChange> files = PullView.files(repo, pull);
    List<RevCommit> commits = PullView.commits(repo, pull);
    Html out = new Html();
    head(out, repo, pull, commits.size());
    out.raw("<div class=\"box body\"><div class=\"boxhead\"><b>").text(pull.author());
    out.raw("</b> <span class=\"quiet\">").text(ago(pull.life().created())).raw("</span></div>");
    out.raw("<div class=\"markdown\">");
    out.add(
        pull.text().body().isBlank()
            ? new Html().raw("<p class=\"quiet\">No description.</p>")
            : Markdown.render(pull.text().body()));
    out.raw("</div></div>");
    comments(out, repo, pull);
    decision(out, repo, pull);
    commits(out, repo, commits);
    DiffHtml.section(out, files);
    return Layout.page(200, pull.text().title() + " \u00b7 #" + pull.number(), out);
  }

  private String ago(java.time.Instant then) {
    return Badges.ago(then, context.now());
  }

  private static void head(Html out, Repo repo, Pull pull, int commits) {
    out.raw("<p class=\"crumb\"><a").attr("href", "/" + repo.fullName()).raw(">");
    out.text(repo.fullName()).raw("</a></p><h1>").text(pull.text().title());
    out.raw(" <span class=\"quiet\">#").number(pull.number()).raw("</span></h1>");
    out.raw("<p class=\"lead\">").add(Badges.state(pull)).raw(" <b>").text(pull.author());
    out.raw(pull.isMerged() ? "</b> merged " : "</b> wants to merge ").number(commits);
    out.raw(commits == 1 ? " commit" : " commits").raw(" into <code>");
    out.text(pull.branches().base()).raw("</code> from <code>").text(pull.branches().head());
    out.raw("</code> ").add(Badges.labels(pull)).raw("</p>");
  }

  private void comments(Html out, Repo repo, Pull pull) {
    for (Comment comment : repo.comments(pull.number())) {
      out.raw("<div class=\"box body\"><div class=\"boxhead\"><b>").text(comment.author());
      out.raw("</b> <span class=\"quiet\">").text(ago(comment.created()));
      out.raw("</span></div><div class=\"markdown\">").add(Markdown.render(comment.body()));
      out.raw("</div></div>");
    }
  }

  private void decision(Html out, Repo repo, Pull pull) throws IOException {
    boolean blocked = pull.isOpen() && obstacle(repo, pull).isPresent();
    String mood = pull.isOpen() ? "ready" : "done";
    out.raw("<div class=\"box decision ").raw(blocked ? "blocked" : mood).raw("\">");
    statuses(out, Statuses.latest(repo, pull.branches().headSha()));
    switch (pull.life().state()) {
      case OPEN -> open(out, repo, pull);
      case CLOSED -> closed(out, repo, pull);
      case MERGED -> merged(out, pull);
    }
    out.raw("</div>");
  }

  private static void statuses(Html out, Collection<CommitStatus> statuses) {
    for (CommitStatus status : statuses) {
      out.raw("<p><span class=\"chip ").raw(status.state()).raw("\">").raw(status.state());
      out.raw("</span> <b>").text(status.context()).raw("</b> <span class=\"quiet\">");
      out.text(Objects.requireNonNullElse(status.description(), "")).raw("</span></p>");
    }
  }

  private void open(Html out, Repo repo, Pull pull) throws IOException {
    Optional<String> obstacle = obstacle(repo, pull);
    out.raw("<p><b>");
    out.text(obstacle.orElse("This branch has no conflicts with the base branch."));
    out.raw("</b></p><div class=\"buttons\">");
    button(out, repo, pull, "merge", "Merge pull request", obstacle.isEmpty());
    button(out, repo, pull, "close", "Close", true);
    out.raw("</div>");
  }

  private static Optional<String> obstacle(Repo repo, Pull pull) throws IOException {
    if (!PullMerges.mergeable(repo, pull)) {
      return Optional.of("This branch has conflicts that must be resolved.");
    }
    if (pull.draft()) {
      return Optional.of("This pull request is still a draft.");
    }
    return PullMerges.awaited(repo, pull).map(name -> "The status " + name + " is expected.");
  }

  private void closed(Html out, Repo repo, Pull pull) throws IOException {
    out.raw("<p><b>Closed without merging.</b></p>");
    if (GitRefs.head(repo.git(), pull.branches().head()).isPresent()) {
      out.raw("<div class=\"buttons\">");
      button(out, repo, pull, "reopen", "Reopen", true);
      out.raw("</div>");
    }
  }

  private void merged(Html out, Pull pull) {
    String sha = Objects.requireNonNullElse(pull.life().mergeSha(), pull.branches().headSha());
    out.raw("<p><b>Merged</b> by ").text(Objects.requireNonNullElse(pull.life().mergedBy(), "?"));
    out.raw(" as <code>").text(sha.substring(0, 10)).raw("</code>.</p>");
  }

  private void button(Html out, Repo repo, Pull pull, String action, String name, boolean enabled) {
    String target = "/" + repo.fullName() + "/pull/" + pull.number() + "/" + action;
    out.raw("<form method=\"post\"").attr("action", target).raw(">").add(guard.field());
    out.raw("<button class=\"").raw(action).raw("\"").raw(enabled ? "" : " disabled").raw(">");
    out.raw(name).raw("</button></form>");
  }

  private static void commits(Html out, Repo repo, List<RevCommit> commits) {
    out.raw("<h2>Commits</h2><div class=\"box\">");
    for (RevCommit commit : commits) {
      out.raw("<div class=\"row\"><a");
      out.attr("href", "/" + repo.fullName() + "/commit/" + commit.name()).raw("><code>");
      out.text(commit.name().substring(0, 10))
          .raw("</code></a><div>")
          .text(commit.getShortMessage())
          .raw("<div class=\"quiet\">");
      out.text(commit.getAuthorIdent().getName());
      if (Identities.verified(commit.getCommitterIdent())) {
        out.raw(" <span class=\"chip success\">verified</span>");
      }
      out.raw("</div></div></div>");
    }
    out.raw("</div>");
  }
}
