package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels, people and the milestone, by the ids of the graph. */
final class MarkMutations {
  private final PullRules rules;
  private final Marking marking;

  MarkMutations(Context context, PullRules rules) {
    this.rules = rules;
    this.marking = new Marking(context, rules);
  }

  void addTo(GraphObject root, Mutations mutations, Account account) {
    root.field(
            "addLabelsToLabelable",
            arguments ->
                mutations.change(
                    account,
                    arguments,
                    "labelableId",
                    "labelable",
                    (repo, pull, input) ->
                        rules.label(repo, pull, labels(repo, input), account.login())))
        .field(
            "addAssigneesToAssignable",
            arguments ->
                mutations.change(
                    account,
                    arguments,
                    "assignableId",
                    "assignable",
                    (repo, pull, input) ->
                        marking.assign(
                            repo, pull, keys("User", input.path("assigneeIds")), account.login())))
        .field(
            "requestReviews",
            arguments ->
                mutations.change(
                    account,
                    arguments,
                    "pullRequestId",
                    "pullRequest",
                    (repo, pull, input) ->
                        marking.request(
                            repo,
                            input.path("union").asBoolean() ? pull : unasked(pull),
                            keys("User", input.path("userIds")),
                            keys("Team", input.path("teamIds")),
                            account)))
        .field(
            "updatePullRequest",
            arguments ->
                mutations.change(
                    account,
                    arguments,
                    "pullRequestId",
                    "pullRequest",
                    (repo, pull, input) -> update(repo, pull, input, account)));
  }

  // Without union, those who are asked take the place of those who were.
  private static Pull unasked(Pull pull) {
    Pull.Marks old = pull.marks();
    return pull.withMarks(new Pull.Marks(old.labels(), old.assignees(), List.of(), List.of()));
  }

  // Of all that it can change only the milestone is needed here.
  private Pull update(Repo repo, Pull pull, JsonNode input, Account account) {
    String id = input.path("milestoneId").asText();
    rules.note(repo, pull, "milestoned", account.login(), inRepo(repo, "Milestone", id));
    return pull;
  }

  private static List<String> labels(Repo repo, JsonNode input) {
    List<String> names = new ArrayList<>();
    for (JsonNode id : input.path("labelIds")) {
      String key = inRepo(repo, "Label", id.asText());
      names.add(
          repo.labels().stream()
              .filter(label -> Long.toString(label.id()).equals(key))
              .findFirst()
              .map(Label::name)
              .orElseThrow(() -> unknown(id.asText())));
    }
    return names;
  }

  private static String inRepo(Repo repo, String type, String id) {
    return NodeId.key(type, id)
        .filter(key -> key.startsWith(repo.fullName() + ":"))
        .map(key -> key.substring(repo.fullName().length() + 1))
        .orElseThrow(() -> unknown(id));
  }

  private static List<String> keys(String type, @Nullable JsonNode ids) {
    List<String> keys = new ArrayList<>();
    if (ids != null) {
      ids.forEach(
          id -> keys.add(NodeId.key(type, id.asText()).orElseThrow(() -> unknown(id.asText()))));
    }
    return keys;
  }

  private static GraphQlError unknown(String id) {
    return new GraphQlError(
        "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
  }
}
