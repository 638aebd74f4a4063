package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Merges on its own what was allowed to be, as soon as nothing stands in the way. */
final class AutoMerge {
  private final Context context;
  private final PullMerges merges;

  AutoMerge(Context context, PullMerges merges) {
    this.context = context;
    this.merges = merges;
  }

  /**
   * @param method {@code MERGE} or {@code SQUASH}
   * @throws ApiError in GitHub's words when there is nothing to wait for
   */
  Pull enable(Repo repo, Pull pull, String method) throws IOException {
    boolean queue =
        repo.protection(pull.branches().base()).map(Protection::mergeQueue).orElse(false);
    if (!pull.isOpen()) {
      throw new ApiError(422, "Can't enable auto-merge for this pull request");
    }
    if (!queue && PullJson.state(repo, pull, PullMerges.mergeable(repo, pull)).equals("clean")) {
      throw new ApiError(422, "Pull request Pull request is in clean status");
    }
    String name = method.toLowerCase(Locale.ROOT);
    return repo.put(pull.withAutoMerge(name).touched(context.now()));
  }

  void look(Repo repo) throws IOException {
    for (Pull pull : List.copyOf(repo.pulls())) {
      String method = pull.autoMerge();
      if (pull.isOpen()
          && method != null
          && PullMerges.awaited(repo, pull).isEmpty()
          && !pull.draft()
          && PullMerges.mergeable(repo, pull)) {
        merges.merge(repo, pull, new PullMerges.Request(method, null, null, null), pull.author());
      }
    }
  }
}
