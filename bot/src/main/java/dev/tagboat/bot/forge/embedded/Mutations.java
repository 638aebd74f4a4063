package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What GraphQL can change. */
final class Mutations {
  private final Context context;
  private final GraphTypes types;
  private final PullRules rules;
  private final AutoMerge autoMerge;
  private final BranchCommits commits;
  private final RefUpdates refs;

  Mutations(
      Context context,
      PullRules rules,
      AutoMerge autoMerge,
      BranchCommits commits,
      RefUpdates refs) {
    this.context = context;
    this.types = new GraphTypes(context);
    this.rules = rules;
    this.autoMerge = autoMerge;
    this.commits = commits;
    this.refs = refs;
  }

  /** A pull request and where it is. */
  private record Found(Repo repo, Pull pull) {}

  @FunctionalInterface
  interface PullChange {
    Pull apply(Repo repo, Pull pull, JsonNode input) throws IOException;
  }

  GraphObject root(Account account) {
    GraphObject root = new GraphObject("Mutation");
    new MarkMutations(context, rules).addTo(root, this, account);
    return root.field(
            "enablePullRequestAutoMerge",
            arguments ->
                change(
                    account,
                    arguments,
                    (repo, pull, input) ->
                        autoMerge.enable(repo, pull, input.path("mergeMethod").asText("MERGE"))))
        .field(
            "disablePullRequestAutoMerge",
            arguments ->
                change(
                    account,
                    arguments,
                    (repo, pull, input) -> {
                      rules.note(repo, pull, "auto_merge_disabled", account.login(), "");
                      return repo.put(pull.withAutoMerge(null));
                    }))
        .field(
            "markPullRequestReadyForReview",
            arguments ->
                change(account, arguments, (repo, pull, input) -> repo.put(pull.withDraft(false))))
        .field(
            "convertPullRequestToDraft",
            arguments ->
                change(account, arguments, (repo, pull, input) -> repo.put(pull.withDraft(true))))
        .field("createCommitOnBranch", arguments -> commit(account, input(arguments)))
        .field("updateRefs", arguments -> refs(account, input(arguments)));
  }

  private static JsonNode input(Map<String, JsonNode> arguments) {
    JsonNode input = arguments.get("input");
    if (input == null || !input.isObject()) {
      throw new GraphQlError("Argument 'input' is missing");
    }
    return input;
  }

  private static void allow(Account account, Permission permission) {
    if (!account.may(Set.of(permission), Permission.Access.WRITE)) {
      throw new GraphQlError("FORBIDDEN", "Resource not accessible by personal access token");
    }
  }

  private GraphObject change(Account account, Map<String, JsonNode> arguments, PullChange change)
      throws IOException {
    return change(account, arguments, "pullRequestId", "pullRequest", change);
  }

  /**
   * @param id the field of the input that names the pull request
   * @param result the field of the payload that shows it
   */
  GraphObject change(
      Account account, Map<String, JsonNode> arguments, String id, String result, PullChange change)
      throws IOException {
    allow(account, Permission.PULL_REQUESTS);
    JsonNode input = input(arguments);
    Found found = find(input.path(id).asText());
    Pull changed = change.apply(found.repo(), found.pull(), input);
    return new GraphObject("Payload")
        .with("clientMutationId", input.get("clientMutationId"))
        .with(result, types.pull(found.repo(), changed));
  }

  private Found find(String id) {
    String key = NodeId.key("PullRequest", id).orElse("");
    for (Repo repo : context.store().all()) {
      for (Pull pull : repo.pulls()) {
        if (key.equals(repo.fullName() + ":" + pull.number())) {
          return new Found(repo, pull);
        }
      }
    }
    throw new GraphQlError(
        "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
  }

  private GraphObject commit(Account account, JsonNode input) throws IOException {
    allow(account, Permission.CONTENTS);
    BranchCommits.Made made = commits.commit(account, input);
    return new GraphObject("CreateCommitOnBranchPayload")
        .with("clientMutationId", input.get("clientMutationId"))
        .with("commit", types.commit(made.repo(), GitHistory.commit(made.repo().git(), made.sha())))
        .with("ref", types.ref(made.repo(), GitRefs.HEADS + made.branch()));
  }

  private GraphObject refs(Account account, JsonNode input) throws IOException {
    allow(account, Permission.CONTENTS);
    refs.update(account, input);
    return new GraphObject("UpdateRefsPayload")
        .with("clientMutationId", input.get("clientMutationId"));
  }
}
