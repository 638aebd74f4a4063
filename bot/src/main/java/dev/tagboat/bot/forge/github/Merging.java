package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Standing;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Merge queues and auto-merge, most of which only GraphQL has. */
final class Merging {
  static final Set<String> STALE = Set.of("BEHIND", "DIRTY");
  private static final String STANDING =
      """
      query($owner: String!, $name: String!, $number: Int!) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) { isInMergeQueue mergeStateStatus }
        }
      }
      """;
  private static final String AUTO = auto("isInMergeQueue", ", REMOVED_FROM_MERGE_QUEUE_EVENT");
  private static final String AUTO_BEFORE_QUEUES = auto("", "");
  private static final String ENABLE =
      """
      mutation($id: ID!, $method: PullRequestMergeMethod!, $title: String) {
        enablePullRequestAutoMerge(
          input: { pullRequestId: $id, mergeMethod: $method, commitHeadline: $title }
        ) { pullRequest { number } }
      }
      """;

  private final GraphQl graph;
  private final Endpoint endpoint;
  private final BranchRules rules;
  private final GitHubSettings settings;

  Merging(GraphQl graph, Endpoint endpoint, BranchRules rules, GitHubSettings settings) {
    this.graph = graph;
    this.endpoint = endpoint;
    this.rules = rules;
    this.settings = settings;
  }

  private static String auto(String queue, String left) {
    return """
        query($owner: String!, $name: String!, $number: Int!) {
          repository(owner: $owner, name: $name) {
            pullRequest(number: $number) {
              id
              %s
              autoMergeRequest { enabledAt }
              timelineItems(first: 1, itemTypes: [AUTO_MERGE_DISABLED_EVENT%s]) { totalCount }
            }
          }
        }
        """
        .formatted(queue, left);
  }

  Standing standing(int number) {
    return Calls.run(
        "look at " + settings.pullRequest(number), "pull requests: read", () -> asked(number));
  }

  private Standing asked(int number) throws IOException {
    try {
      JsonNode pull = look(number, STANDING);
      return new Standing(
          pull.path("isInMergeQueue").asBoolean(),
          STALE.contains(pull.path("mergeStateStatus").asText()));
    } catch (UserFault e) {
      // An Enterprise server from before merge queues does not know the first field.
      String state = endpoint.get("pulls/" + number).path("mergeable_state").asText();
      return new Standing(false, STALE.contains(state.toUpperCase(Locale.ROOT)));
    }
  }

  private JsonNode look(int number, String document) {
    Map<String, Object> variables =
        Map.of("owner", settings.owner(), "name", settings.repo(), "number", number);
    return graph
        .query("look at pull request " + number, document, variables)
        .path("repository")
        .path("pullRequest");
  }

  private JsonNode lookForAuto(int number) {
    try {
      return look(number, AUTO);
    } catch (UserFault e) {
      // Whatever it is that is wrong, this finds it, too.
      return look(number, AUTO_BEFORE_QUEUES);
    }
  }

  /**
   * @return warnings
   */
  List<String> enable(PullRequest pullRequest, Method method, String title) {
    return Calls.run(
        "let GitHub merge " + settings.pullRequest(pullRequest.number()),
        Writes.NEED,
        () -> enabled(pullRequest, method, title));
  }

  private List<String> enabled(PullRequest pullRequest, Method method, String title)
      throws IOException {
    JsonNode pull = lookForAuto(pullRequest.number());
    boolean there =
        pull.path("isInMergeQueue").asBoolean() || pull.path("autoMergeRequest").isObject();
    // Somebody who switched it off does not want it switched on again.
    if (there || pull.path("timelineItems").path("totalCount").asInt() > 0) {
      return List.of();
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("id", pull.path("id").asText());
    variables.put("method", method.name());
    // A rebase makes no commit that could have a title.
    variables.put("title", method == Method.REBASE ? null : title);
    try {
      graph.query("let GitHub merge pull request " + pullRequest.number(), ENABLE, variables);
      return List.of();
    } catch (UserFault e) {
      String refusal = String.valueOf(e.getMessage());
      return refusal.contains("clean status")
          ? clean(pullRequest, method, title)
          : List.of("auto-merge: " + refusal);
    }
  }

  // Nothing is left to wait for. On a branch that asks for nothing that is no sign of anybody's
  // consent; else all that it asks for is met, and GitHub itself checks it once more.
  private List<String> clean(PullRequest pullRequest, Method method, String title)
      throws IOException {
    if (!rules.isGuarded(pullRequest.base())) {
      return List.of(
          "auto-merge: the branch "
              + pullRequest.base()
              + " asks for no review and no check, so there is nothing to wait for, and Tagboat"
              + " does not merge unasked. Protect the branch.");
    }
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("sha", pullRequest.headSha())
            .put("merge_method", method.name().toLowerCase(Locale.ROOT));
    if (method != Method.REBASE) {
      body.put("commit_title", title);
    }
    try {
      endpoint.send("PUT", "pulls/" + pullRequest.number() + "/merge", body);
      return List.of();
    } catch (Refusal e) {
      return List.of(
          "auto-merge: "
              + e.toFault("merge pull request " + pullRequest.number(), "contents: write")
                  .getMessage());
    }
  }
}
