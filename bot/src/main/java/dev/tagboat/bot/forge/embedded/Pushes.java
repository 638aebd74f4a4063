package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What follows from a ref that moved, however it was moved. */
final class Pushes {
  private final Context context;
  private final PullRules rules;

  Pushes(Context context, PullRules rules) {
    this.context = context;
    this.rules = rules;
  }

  void moved(Repo repo, RefChange change, String login) throws IOException {
    context.events().pushed(repo, change, login);
    if (!change.isBranch()) {
      return;
    }
    for (Pull pull : List.copyOf(repo.pulls())) {
      if (pull.isOpen() && pull.branches().head().equals(change.branch())) {
        headMoved(repo, pull, change, login);
      }
      if (pull.isOpen() && pull.branches().base().equals(change.branch()) && !change.deleted()) {
        baseMoved(repo, pull, change, login);
      }
    }
  }

  private void headMoved(Repo repo, Pull pull, RefChange change, String login) throws IOException {
    if (change.deleted()) {
      rules.close(repo, pull, login);
      return;
    }
    Pull moved = repo.put(pull.withHeadSha(change.after()).touched(context.now()));
    PullRules.keepHead(repo, moved);
    context
        .events()
        .pull(
            repo,
            moved,
            "synchronize",
            login,
            Json.object().put("before", change.before()).put("after", change.after()));
    Optional<String> base = GitRefs.head(repo.git(), pull.branches().base());
    if (base.isPresent() && GitHistory.reaches(repo.git(), base.get(), change.after())) {
      rules.close(repo, moved, login);
    }
  }

  private void baseMoved(Repo repo, Pull pull, RefChange change, String login) throws IOException {
    if (!GitHistory.reaches(repo.git(), change.after(), pull.branches().headSha())) {
      return;
    }
    Pull merged =
        repo.put(
            pull.withBase(change.branch(), change.before())
                .withAutoMerge(null)
                .merged(context.now(), login, change.after()));
    context.events().pull(repo, merged, "closed", login, Json.object());
  }
}
