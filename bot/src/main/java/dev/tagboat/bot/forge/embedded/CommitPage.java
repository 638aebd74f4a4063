package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.revwalk.RevCommit;

/** One commit: its message and what it changes. */
final class CommitPage {
  private CommitPage() {}

  static Answer render(Repo repo, RevCommit commit, Instant now) throws IOException {
    Html out = new Html();
    out.raw("<p class=\"crumb\"><a").attr("href", "/" + repo.fullName()).raw(">");
    out.text(repo.fullName()).raw("</a></p><h1>").text(commit.getShortMessage());
    out.raw("</h1><p class=\"lead\"><b>").text(commit.getAuthorIdent().getName());
    out.raw("</b> committed ");
    out.text(Badges.ago(commit.getCommitterIdent().getWhenAsInstant(), now));
    out.raw(" as <code>").text(commit.name()).raw("</code></p>");
    out.raw("<pre>").text(commit.getFullMessage()).raw("</pre>");
    if (commit.getParentCount() > 0) {
      DiffHtml.section(
          out, GitDiffs.between(repo.git(), commit.getParent(0).name(), commit.name()));
    }
    return Layout.page(200, commit.getShortMessage(), out);
  }
}
