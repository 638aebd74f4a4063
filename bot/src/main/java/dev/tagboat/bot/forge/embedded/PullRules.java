package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What GitHub allows to be done with pull requests, short of merging them. */
final class PullRules {
  private static final int MAX_TITLE = 256;
  private static final int MAX_BODY = 65_536;

  private final Context context;

  PullRules(Context context) {
    this.context = context;
  }

  Pull open(Repo repo, String head, String base, Pull.Text text, boolean draft, String login)
      throws IOException {
    check(text);
    String branch = ownBranch(repo, head);
    String headSha =
        GitRefs.head(repo.git(), branch)
            .orElseThrow(() -> ApiError.field("PullRequest", "head", "invalid"));
    String baseSha =
        GitRefs.head(repo.git(), base)
            .orElseThrow(() -> ApiError.field("PullRequest", "base", "invalid"));
    refuseSecond(repo, branch, base);
    if (GitHistory.reaches(repo.git(), baseSha, headSha)) {
      throw ApiError.custom("PullRequest", "No commits between " + base + " and " + branch);
    }
    Pull pull =
        new Pull(
            repo.nextNumber(),
            context.store().nextId(),
            login,
            text,
            draft,
            new Pull.Branches(branch, headSha, base, baseSha),
            Pull.Marks.none(),
            new Pull.Life(Pull.State.OPEN, context.now(), context.now(), null, null, null),
            null);
    keepHead(repo, repo.put(pull));
    context.events().pull(repo, pull, "opened", login, Json.object());
    return pull;
  }

  private static String ownBranch(Repo repo, String head) {
    int colon = head.indexOf(':');
    if (colon >= 0 && !head.substring(0, colon).equalsIgnoreCase(repo.owner())) {
      throw ApiError.field("PullRequest", "head", "invalid");
    }
    return head.substring(colon + 1);
  }

  private static void refuseSecond(Repo repo, String head, String base) {
    boolean taken =
        repo.pulls().stream()
            .filter(Pull::isOpen)
            .map(Pull::branches)
            .anyMatch(ends -> ends.head().equals(head) && ends.base().equals(base));
    if (taken) {
      throw ApiError.custom(
          "PullRequest", "A pull request already exists for " + repo.owner() + ":" + head + ".");
    }
  }

  private static void check(Pull.Text text) {
    if (text.title().isBlank()) {
      throw ApiError.field("PullRequest", "title", "missing_field");
    }
    if (text.title().length() > MAX_TITLE) {
      throw ApiError.custom("PullRequest", "title is too long (maximum is 256 characters)");
    }
    if (text.body().length() > MAX_BODY) {
      throw ApiError.custom("PullRequest", "body is too long (maximum is 65536 characters)");
    }
  }

  /** As GitHub does, keeps the commits of a pull request whose branch is deleted. */
  static void keepHead(Repo repo, Pull pull) throws IOException {
    String ref = "refs/pull/" + pull.number() + "/head";
    GitRefs.move(repo.git(), ref, pull.branches().headSha(), true);
  }

  Pull retitle(Repo repo, Pull pull, Pull.Text text, String login) throws IOException {
    check(text);
    ObjectNode changes = Json.object();
    if (!text.title().equals(pull.text().title())) {
      changes.putObject("title").put("from", pull.text().title());
    }
    if (!text.body().equals(pull.text().body())) {
      changes.putObject("body").put("from", pull.text().body());
    }
    if (changes.isEmpty()) {
      return pull;
    }
    Pull changed = repo.put(pull.withText(text).touched(context.now()));
    context.events().pull(repo, changed, "edited", login, Json.object().set("changes", changes));
    return changed;
  }

  Pull rebase(Repo repo, Pull pull, String base, String login) throws IOException {
    if (base.equals(pull.branches().base())) {
      return pull;
    }
    String sha =
        GitRefs.head(repo.git(), base)
            .orElseThrow(() -> ApiError.field("PullRequest", "base", "invalid"));
    ObjectNode from = Json.object();
    from.putObject("ref").put("from", pull.branches().base());
    from.putObject("sha").put("from", pull.branches().baseSha());
    Pull changed = repo.put(pull.withBase(base, sha).touched(context.now()));
    ObjectNode more = Json.object();
    more.putObject("changes").set("base", from);
    context.events().pull(repo, changed, "edited", login, more);
    return changed;
  }

  Pull close(Repo repo, Pull pull, String login) throws IOException {
    if (!pull.isOpen()) {
      return pull;
    }
    String base = pull.branches().base();
    String tip = GitRefs.head(repo.git(), base).orElse(pull.branches().baseSha());
    Pull closed = repo.put(pull.withBase(base, tip).withAutoMerge(null).closed(context.now()));
    note(repo, closed, "closed", login, "");
    context.events().pull(repo, closed, "closed", login, Json.object());
    return closed;
  }

  Pull reopen(Repo repo, Pull pull, String login) throws IOException {
    if (pull.isOpen()) {
      return pull;
    }
    Pull.Branches ends = pull.branches();
    Optional<String> head = GitRefs.head(repo.git(), ends.head());
    if (pull.isMerged() || head.isEmpty()) {
      throw ApiError.custom(
          "PullRequest", "state cannot be changed. The " + ends.head() + " branch was deleted.");
    }
    refuseSecond(repo, ends.head(), ends.base());
    Pull opened = repo.put(pull.withHeadSha(head.get()).reopened(context.now()));
    keepHead(repo, opened);
    note(repo, opened, "reopened", login, "");
    context.events().pull(repo, opened, "reopened", login, Json.object());
    return opened;
  }

  /** Puts labels on; those the repository does not know yet are made. */
  Pull label(Repo repo, Pull pull, List<String> names, String login) throws IOException {
    Pull changed = pull;
    for (String name : names) {
      Label label =
          repo.label(name).orElseGet(() -> repo.put(Label.plain(context.store().nextId(), name)));
      if (changed.marks().labels().contains(label.name())) {
        continue;
      }
      changed = relabel(repo, changed, plus(changed.marks().labels(), label.name()));
      ObjectNode more =
          Json.object().set("label", new IssueJson(context.urls()).label(repo, label));
      context.events().pull(repo, changed, "labeled", login, more);
      note(repo, pull, "labeled", login, label.name());
    }
    return changed;
  }

  /** Keeps what was done for the history. */
  void note(Repo repo, Pull pull, String event, String login, String subject) {
    repo.happenings()
        .add(
            new Happening(
                context.store().nextId(), pull.number(), event, login, subject, context.now()));
  }

  Pull relabel(Repo repo, Pull pull, List<String> labels) {
    Pull.Marks old = pull.marks();
    return repo.put(
        pull.withMarks(
                new Pull.Marks(labels, old.assignees(), old.reviewers(), old.teamReviewers()))
            .touched(context.now()));
  }

  static List<String> plus(List<String> list, String element) {
    List<String> longer = new ArrayList<>(list);
    if (!longer.contains(element)) {
      longer.add(element);
    }
    return longer;
  }
}
