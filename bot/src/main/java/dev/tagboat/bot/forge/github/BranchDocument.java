package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.git.CommitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One question for all that a run has to know of a branch of ours. */
final class BranchDocument {
  private static final String PULL =
      """
      number url title body state isDraft isCrossRepository headRefName headRefOid baseRefName
      """;
  private static final String NEWEST_FIRST = "orderBy: { field: CREATED_AT, direction: DESC }";
  private static final String PULLS =
      """
      id
      open: pullRequests(
        first: 5, states: [OPEN], headRefName: $head, baseRefName: $base, %2$s
      ) {
        nodes {
          %1$s
          isInMergeQueue
          mergeStateStatus
          autoMergeRequest { enabledAt }
          labels(first: 100) { nodes { name } }
          assignees(first: 100) { nodes { login } }
          reviewRequests(first: 100) {
            nodes {
              requestedReviewer {
                ... on User { login }
                ... on Bot { bot: login }
                ... on Team { slug }
              }
            }
          }
          milestoned: timelineItems(first: 1, itemTypes: [MILESTONED_EVENT]) { totalCount }
          comments(last: 100) {
            nodes { fullDatabaseId body author { login ... on Bot { bot: login } } }
          }
        }
      }
      past: pullRequests(
        first: 30, states: [CLOSED, MERGED], headRefName: $head, baseRefName: $base, %2$s
      ) { nodes { %1$s } }
      """
          .formatted(PULL, NEWEST_FIRST);
  private static final String PACE =
      """
      newest: pullRequests(first: 100, baseRefName: $base, %1$s) {
        nodes { createdAt headRefName isCrossRepository }
      }
      allOpen: pullRequests(first: 100, states: [OPEN], baseRefName: $base, %1$s) {
        pageInfo { hasNextPage }
        nodes { headRefName isCrossRepository }
      }
      """
          .formatted(NEWEST_FIRST);
  private static final String RULES =
      """
      rules: ref(qualifiedName: $ref) {
        refUpdateRule { requiresSignatures }
        branchProtectionRule { requiresCommitSignatures }
        rules(first: 100) { nodes { type } }
      }
      """;
  private static final String COMMIT =
      "commit: object(oid: $oid) { ... on Commit { author { email user { login } } } }\n";

  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final List<String> declared = new ArrayList<>();
  private final StringBuilder repository = new StringBuilder(PULLS);
  private final StringBuilder beside = new StringBuilder();

  /**
   * @param rules whether to ask for those of the base, too
   * @param commit whose author is asked for; null for nobody's
   */
  BranchDocument(
      GitHubSettings settings, Subject subject, boolean rules, @Nullable CommitId commit) {
    declare("owner", "String!", settings.owner());
    declare("name", "String!", settings.repo());
    declare("head", "String!", subject.head());
    declare("base", "String!", subject.base());
    if (rules) {
      declare("ref", "String!", "refs/heads/" + subject.base());
      repository.append(RULES);
    }
    if (commit != null) {
      declare("oid", "GitObjectID!", commit.value());
      repository.append(COMMIT);
      beside.append("viewer { login }\n");
    }
    // Also where the branch is there: GitHub leaves it standing when its pull request is merged.
    repository.append(PACE);
    ids(subject);
  }

  private void ids(Subject subject) {
    List<String> labels = subject.marks().labels();
    for (int i = 0; i < labels.size(); i++) {
      repository.append(one("label" + i, "label(name: $%s) { id }\n", labels.get(i)));
    }
    Integer milestone = subject.milestone();
    if (milestone != null) {
      declare("milestone", "Int!", milestone);
      repository.append("milestone(number: $milestone) { id }\n");
    }
    List<String> people = people(subject);
    for (int i = 0; i < people.size(); i++) {
      beside.append(one("user" + i, "user(login: $%s) { id }\n", people.get(i)));
    }
    List<String> teams = subject.marks().teamReviewers();
    if (!teams.isEmpty()) {
      beside.append("teams: organization(login: $owner) {\n");
      for (int i = 0; i < teams.size(); i++) {
        beside.append(one("team" + i, "team(slug: $%s) { id }\n", teams.get(i)));
      }
      beside.append("}\n");
    }
  }

  private String one(String alias, String field, String value) {
    declare(alias, "String!", value);
    return alias + ": " + field.formatted(alias);
  }

  private void declare(String name, String type, Object value) {
    declared.add("$" + name + ": " + type);
    variables.put(name, value);
  }

  /** Reviewers and assignees, in the order of the aliases {@code user0} and so on. */
  static List<String> people(Subject subject) {
    Set<String> people = new LinkedHashSet<>(subject.marks().reviewers());
    people.addAll(subject.marks().assignees());
    return List.copyOf(people);
  }

  String text() {
    return "query("
        + String.join(", ", declared)
        + ") {\n"
        + beside
        + "repository(owner: $owner, name: $name) {\n"
        + repository
        + "}\n}\n";
  }

  Map<String, Object> variables() {
    return Map.copyOf(variables);
  }
}
