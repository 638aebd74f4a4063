package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules a branch has, by rulesets and by classic branch protection; asked again after a
 * quarter of an hour.
 */
final class BranchRules {
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final String SIGNATURES = "required_signatures";

  private final Endpoint endpoint;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Known> classic = new ConcurrentHashMap<>();

  private record Known(Set<String> types, Instant until) {}

  BranchRules(Endpoint endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** Whether nothing has to be asked of a branch for now. */
  boolean areKnown(String branch) {
    return isFresh(known.get(branch)) && isFresh(classic.get(branch));
  }

  private boolean isFresh(@Nullable Known one) {
    return one != null && clock.instant().isBefore(one.until());
  }

  /**
   * Takes over what was found out beside something else.
   *
   * @param types of the rules of rulesets
   * @param signatures whether classic protection asks for signed commits
   */
  void learn(String branch, Set<String> types, boolean signatures) {
    Instant until = clock.instant().plus(FRESH);
    known.put(branch, new Known(types, until));
    classic.put(branch, new Known(signatures ? Set.of(SIGNATURES) : Set.of(), until));
  }

  /** A question to GitHub. */
  private interface Question {
    Set<String> ask(String branch) throws IOException;
  }

  private Set<String> remembered(Map<String, Known> memory, String branch, Question question)
      throws IOException {
    Known fresh = memory.get(branch);
    if (fresh == null || !isFresh(fresh)) {
      fresh = new Known(question.ask(branch), clock.instant().plus(FRESH));
      memory.put(branch, fresh);
    }
    return fresh.types();
  }

  /** The names of the rules of rulesets, such as {@code required_signatures}. */
  private Set<String> of(String branch) throws IOException {
    return remembered(known, branch, this::rulesets);
  }

  /**
   * Whether only signed commits are taken. Classic protection shows that to tokens that may read
   * the repository's administration; to others it counts as not asked for.
   */
  boolean signaturesRequired(String branch) {
    return Calls.run(
        "read the rules of " + Printable.quote(branch),
        "metadata: read",
        () ->
            of(branch).contains(SIGNATURES)
                || remembered(classic, branch, this::protection).contains(SIGNATURES));
  }

  private Set<String> protection(String branch) throws IOException {
    try {
      JsonNode answer = endpoint.get("branches", branch, "protection", SIGNATURES);
      return answer.path("enabled").asBoolean() ? Set.of(SIGNATURES) : Set.of();
    } catch (Refusal e) {
      // 404: not protected, or not shown; 403: may not be asked.
      if (e.status() != 404 && e.status() != 403) {
        throw e;
      }
      return Set.of();
    }
  }

  private Set<String> rulesets(String branch) throws IOException {
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
