package dev.tagboat.bot.forge.embedded;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The newest status of each context. */
final class Statuses {
  private Statuses() {}

  // GitHub compares contexts without regard to case.
  static Collection<CommitStatus> latest(Repo repo, String sha) {
    Map<String, CommitStatus> latest = new LinkedHashMap<>();
    repo.statuses().stream()
        .filter(status -> status.sha().equals(sha))
        .forEach(status -> latest.put(status.context().toLowerCase(Locale.ROOT), status));
    return latest.values();
  }

  static boolean succeeded(Repo repo, String sha, String context) {
    boolean status =
        latest(repo, sha).stream()
            .anyMatch(s -> s.context().equalsIgnoreCase(context) && s.state().equals("success"));
    return status
        || repo.checks().stream()
            .filter(check -> check.sha().equals(sha) && check.name().equals(context))
            .anyMatch(check -> "success".equals(check.conclusion()));
  }

  /** The state of all of them together. */
  static String combined(Collection<CommitStatus> statuses) {
    if (statuses.stream().anyMatch(s -> s.state().equals("failure") || s.state().equals("error"))) {
      return "failure";
    }
    boolean green = statuses.stream().allMatch(status -> status.state().equals("success"));
    return green && !statuses.isEmpty() ? "success" : "pending";
  }
}
