package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which rules a branch has; asked again after a quarter of an hour. */
final class BranchRules {
  private static final Duration FRESH = Duration.ofMinutes(15);

  private final Endpoint endpoint;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Set<String> types, Instant until) {}

  BranchRules(Endpoint endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** The names of the rules, such as {@code required_signatures}. */
  Set<String> of(String branch) throws IOException {
    Known fresh = known.get(branch);
    if (fresh == null || !clock.instant().isBefore(fresh.until())) {
      fresh = new Known(ask(branch), clock.instant().plus(FRESH));
      known.put(branch, fresh);
    }
    return fresh.types();
  }

  private Set<String> ask(String branch) throws IOException {
    Set<String> types = new HashSet<>();
    try {
      for (JsonNode rule : endpoint.list("rules/branches/" + branch, Map.of(), 1)) {
        types.add(rule.path("type").asText());
      }
    } catch (Refusal e) {
      // Servers from before rulesets do not know the question, and plans without them forbid it.
      if (e.status() != 404 && e.status() != 403) {
        throw e;
      }
    }
    return types;
  }

  /** Whether anything is asked of a pull request before it may be merged. */
  boolean isGuarded(String branch) throws IOException {
    Set<String> types = new HashSet<>(of(branch));
    types.retainAll(
        Set.of(
            "pull_request", "required_status_checks", "merge_queue", "workflows", "code_scanning"));
    return !types.isEmpty() || endpoint.get("branches", branch).path("protected").asBoolean();
  }
}
