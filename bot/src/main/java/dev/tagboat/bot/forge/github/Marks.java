package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.github.NodeIds.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts several kinds of marks on a pull request in one request. It only adds, like the requests of
 * each kind; what it cannot do is left to those.
 */
final class Marks {
  private static final String LABELS =
      """
      labels: addLabelsToLabelable(input: { labelableId: $pull, labelIds: $labels }) {
        clientMutationId
      }
      """;
  private static final String REVIEWS =
      """
      reviews: requestReviews(
        input: { pullRequestId: $pull, userIds: $people, teamIds: $teams, union: true }
      ) { clientMutationId }
      """;
  private static final String ASSIGNEES =
      """
      assignees: addAssigneesToAssignable(
        input: { assignableId: $pull, assigneeIds: $assignees }
      ) {
        assignable {
          ... on PullRequest { assignees(first: 100) { nodes { login } } }
        }
      }
      """;
  private static final String MILESTONE =
      """
      milestone: updatePullRequest(input: { pullRequestId: $pull, milestoneId: $milestone }) {
        clientMutationId
      }
      """;

  private final GraphQl graph;
  private final NodeIds ids;

  Marks(GraphQl graph, NodeIds ids) {
    this.graph = graph;
    this.ids = ids;
  }

  /**
   * What to put on.
   *
   * @param milestone its number; null for none
   */
  record Wish(Decoration decoration, @Nullable Integer milestone) {
    Wish without(Set<String> done) {
      return new Wish(
          new Decoration(
              done.contains("labels") ? List.of() : decoration.labels(),
              done.contains("reviews") ? List.of() : decoration.reviewers(),
              done.contains("reviews") ? List.of() : decoration.teamReviewers(),
              done.contains("assignees") ? List.of() : decoration.assignees()),
          done.contains("milestone") ? null : milestone);
    }
  }

  /**
   * @param assigned is told who was assigned after all, when anybody was to be
   * @return what is left
   */
  Wish put(int number, Wish wish, Assigned assigned) {
    Document document = new Document();
    Optional<String> pull = ids.of(Kind.PULL_REQUEST, Integer.toString(number));
    pull.ifPresent(id -> document.add(wish, id));
    // For one kind the request of that kind does as well.
    if (document.fields.size() < 2) {
      return wish;
    }
    try {
      GraphQl.Reply reply =
          graph.reply("mark pull request " + number, document.text(), document.variables);
      Set<String> done = new TreeSet<>(document.fields.keySet());
      done.removeIf(alias -> !reply.data().path(alias).isObject());
      if (done.contains("assignees")) {
        assigned.are(reply.data().at("/assignees/assignable/assignees/nodes"));
      }
      return wish.without(done);
    } catch (UserFault e) {
      return wish;
    }
  }

  /** Who has been assigned: GitHub leaves out those it cannot assign without a word. */
  @FunctionalInterface
  interface Assigned {
    void are(JsonNode people);
  }

  private final class Document {
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> declared = new ArrayList<>();
    private final Map<String, Object> variables = new HashMap<>();

    void add(Wish wish, String pull) {
      declare("pull", "ID!", pull);
      Decoration marks = wish.decoration();
      many(Kind.LABEL, marks.labels())
          .ifPresent(
              labels -> {
                declare("labels", "[ID!]!", labels);
                fields.put("labels", LABELS);
              });
      reviews(marks);
      many(Kind.USER, marks.assignees())
          .ifPresent(
              people -> {
                declare("assignees", "[ID!]!", people);
                fields.put("assignees", ASSIGNEES);
              });
      if (wish.milestone() != null) {
        ids.of(Kind.MILESTONE, wish.milestone().toString())
            .ifPresent(
                milestone -> {
                  declare("milestone", "ID!", milestone);
                  fields.put("milestone", MILESTONE);
                });
      }
    }

    private void reviews(Decoration marks) {
      Optional<List<String>> people = ids.of(Kind.USER, marks.reviewers());
      Optional<List<String>> teams = ids.of(Kind.TEAM, marks.teamReviewers());
      boolean wanted = !marks.reviewers().isEmpty() || !marks.teamReviewers().isEmpty();
      if (wanted && people.isPresent() && teams.isPresent()) {
        declare("people", "[ID!]", people.get());
        declare("teams", "[ID!]", teams.get());
        fields.put("reviews", REVIEWS);
      }
    }

    private Optional<List<String>> many(Kind kind, List<String> names) {
      return names.isEmpty() ? Optional.empty() : ids.of(kind, names);
    }

    private void declare(String name, String type, Object value) {
      declared.add("$" + name + ": " + type);
      variables.put(name, value);
    }

    String text() {
      return "mutation("
          + String.join(", ", declared)
          + ") {\n"
          + String.join("", fields.values())
          + "}\n";
    }
  }
}
