package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Merges pull requests, and says why one cannot be merged. */
final class PullMerges {
  private final Context context;
  private final Pushes pushes;

  PullMerges(Context context, Pushes pushes) {
    this.context = context;
    this.pushes = pushes;
  }

  /** Texts of null are made up, as GitHub does. */
  record Request(
      String method, @Nullable String title, @Nullable String message, @Nullable String sha) {}

  /** Whether base and head go together. */
  static boolean mergeable(Repo repo, Pull pull) throws IOException {
    Optional<String> base = GitRefs.head(repo.git(), pull.branches().base());
    return pull.isOpen()
        && base.isPresent()
        && GitMerges.tree(repo.git(), base.get(), pull.branches().headSha()).isPresent();
  }

  /** Whether the head must take in its base first, and has not. */
  static boolean isBehind(Repo repo, Pull pull) throws IOException {
    Optional<String> base = GitRefs.head(repo.git(), pull.branches().base());
    return base.isPresent()
        && repo.protection(pull.branches().base()).filter(Protection::strict).isPresent()
        && !GitHistory.reaches(repo.git(), pull.branches().headSha(), base.get());
  }

  /** The status that is required and has not come yet; empty when there is none. */
  static Optional<String> awaited(Repo repo, Pull pull) {
    return repo.protection(pull.branches().base()).stream()
        .flatMap(protection -> protection.contexts().stream())
        .filter(required -> !Statuses.succeeded(repo, pull.branches().headSha(), required))
        .findFirst();
  }

  Pull merge(Repo repo, Pull pull, Request request, String login) throws IOException {
    String baseSha = refuse(repo, pull, request);
    String tree =
        GitMerges.tree(repo.git(), baseSha, pull.branches().headSha())
            .orElseThrow(() -> new ApiError(405, "Pull Request is not mergeable"));
    boolean squash = request.method().equals("squash");
    String sha =
        GitObjects.writeCommit(
            repo.git(),
            new GitObjects.Draft(
                tree,
                squash ? List.of(baseSha) : List.of(baseSha, pull.branches().headSha()),
                message(repo, pull, request, squash),
                Identities.of(login, context.now()),
                Identities.forge(context.now())));
    String base = pull.branches().base();
    GitRefs.move(repo.git(), GitRefs.HEADS + base, sha, false);
    Pull merged =
        repo.put(
            pull.withBase(base, baseSha).withAutoMerge(null).merged(context.now(), login, sha));
    context.events().pull(repo, merged, "closed", login, Json.object());
    pushes.moved(repo, new RefChange(GitRefs.HEADS + base, baseSha, sha), login);
    return merged;
  }

  private static String refuse(Repo repo, Pull pull, Request request) {
    try {
      Optional<String> base = GitRefs.head(repo.git(), pull.branches().base());
      if (!pull.isOpen() || base.isEmpty()) {
        throw new ApiError(405, "Pull Request is not mergeable");
      }
      if (pull.draft()) {
        throw new ApiError(405, "Pull Request is still a draft");
      }
      if (!List.of("merge", "squash").contains(request.method())) {
        throw new ApiError(405, "Rebase merges are not allowed on this repository.");
      }
      if (request.sha() != null && !request.sha().equals(pull.branches().headSha())) {
        throw new ApiError(409, "Head branch was modified. Review and try the merge again.");
      }
      if (isBehind(repo, pull)) {
        throw new ApiError(405, "The head branch is not up to date with the base branch");
      }
      awaited(repo, pull)
          .ifPresent(
              name -> {
                throw new ApiError(405, "Required status check \"" + name + "\" is expected.");
              });
      return base.get();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String message(Repo repo, Pull pull, Request request, boolean squash)
      throws IOException {
    String mark = " (#" + pull.number() + ")";
    String merge =
        "Merge pull request #"
            + pull.number()
            + " from "
            + repo.owner()
            + "/"
            + pull.branches().head();
    String title = request.title();
    if (title == null) {
      title = squash ? pull.text().title() + mark : merge;
    }
    String message = request.message();
    if (message == null) {
      message = squash ? squashed(repo, pull) : pull.text().title();
    }
    return message.isBlank() ? title : title + "\n\n" + message;
  }

  // GitHub's default: the one commit's own description, or a list of all.
  private static String squashed(Repo repo, Pull pull) throws IOException {
    List<RevCommit> commits = PullView.commits(repo, pull);
    if (commits.size() == 1) {
      String full = commits.get(0).getFullMessage();
      int end = full.indexOf("\n\n");
      return end < 0 ? "" : full.substring(end + 2).strip();
    }
    StringBuilder list = new StringBuilder();
    commits.forEach(commit -> list.append("* ").append(commit.getShortMessage()).append('\n'));
    return list.toString().strip();
  }
}
