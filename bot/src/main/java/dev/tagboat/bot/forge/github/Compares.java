package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.CommitRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What came between two commits of any repository that the token may read. */
final class Compares {
  /** The answer names the first 300 changed files with their diffs, which nobody can switch off. */
  private static final int MAX_SIZE = 4 * 1024 * 1024;

  private static final int MAX_SUBJECT = 200;
  private static final int PAGE = 100;

  private final Rest rest;
  private final HttpUrl api;

  Compares(Rest rest, GitHubSettings settings) {
    this.rest = rest;
    this.api = HttpUrl.get(settings.apiUrl().toString());
  }

  /**
   * @param path {@code OWNER/NAME}
   * @return empty when the answer is too large, or makes no sense
   */
  Optional<CommitRange> between(String path, String from, String to) throws IOException {
    HttpUrl url =
        api.newBuilder()
            .addPathSegment("repos")
            .addPathSegments(path)
            .addPathSegment("compare")
            .addPathSegment(from + "..." + to)
            .addQueryParameter("per_page", Integer.toString(PAGE))
            .build();
    return rest.get(url, MAX_SIZE).flatMap(Compares::range);
  }

  private static Optional<CommitRange> range(JsonNode json) {
    // Behind as well: the two are on different lines, and "N commits" would be half of the truth.
    if (!json.path("commits").isArray() || json.path("behind_by").asInt() > 0) {
      return Optional.empty();
    }
    List<CommitRange.Commit> commits = new ArrayList<>();
    json.path("commits").forEach(commit -> commits.add(commit(commit)));
    int total = json.path("total_commits").asInt(commits.size());
    List<CommitRange.Commit> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(CommitRange.MAX, commits.size()); i++) {
      shown.add(commits.get(total > commits.size() ? i : commits.size() - 1 - i));
    }
    return Optional.of(new CommitRange(total, shown));
  }

  private static CommitRange.Commit commit(JsonNode json) {
    String message = json.path("commit").path("message").asText("");
    String subject = message.lines().findFirst().orElse("");
    return new CommitRange.Commit(
        json.path("sha").asText(""), subject.substring(0, Math.min(MAX_SUBJECT, subject.length())));
  }
}
