package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Repositories and their pull requests. */
final class IndexPage {
  private IndexPage() {}

  static Answer render(List<Repo> repos, Urls urls, Instant now) {
    Html out = new Html();
    for (Repo repo : repos) {
      repository(out, repo, urls, now);
    }
    if (repos.isEmpty()) {
      out.raw("<p class=\"empty\">There is no repository yet.</p>");
    }
    return Layout.page(200, "Tagboat embedded forge", out);
  }

  private static void repository(Html out, Repo repo, Urls urls, Instant now) {
    long open = repo.pulls().stream().filter(Pull::isOpen).count();
    out.raw("<section><h1><span class=\"quiet\">").text(repo.owner()).raw(" / </span>");
    out.text(repo.name()).raw("</h1><p class=\"quiet\">");
    out.raw("<code class=\"clone\">git clone ").text(urls.web(repo) + ".git").raw("</code></p>");
    out.raw("<div class=\"box\"><div class=\"boxhead\"><b>").number(open).raw(" open</b> ");
    out.raw("<span class=\"quiet\">").number(repo.pulls().size() - open);
    out.raw(" closed or merged</span></div>");
    List<Pull> newestFirst = new ArrayList<>(repo.pulls());
    Collections.reverse(newestFirst);
    newestFirst.forEach(pull -> row(out, repo, pull, now));
    if (newestFirst.isEmpty()) {
      out.raw("<p class=\"empty\">No pull request yet. Push an image to see the first.</p>");
    }
    out.raw("</div></section>");
  }

  private static void row(Html out, Repo repo, Pull pull, Instant now) {
    out.raw("<div class=\"row\">").add(Badges.state(pull)).raw("<div><a class=\"title\"");
    out.attr("href", "/" + repo.fullName() + "/pull/" + pull.number());
    out.raw(">").text(pull.text().title()).raw("</a>").add(Badges.labels(pull));
    out.raw("<div class=\"quiet\">#").number(pull.number()).raw(" by ").text(pull.author());
    out.raw(", updated ").text(Badges.ago(pull.life().updated(), now));
    out.raw(" &middot; <code>").text(pull.branches().head()).raw("</code></div></div></div>");
  }
}
