package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.forge.embedded.Permission.Access;
import java.util.List;
import java.util.Set;

/** Who is asked and assigned; the same by REST and by GraphQL. */
record Marking(Context context, PullRules rules) {

  Pull assign(Repo repo, Pull pull, List<String> logins, String by) {
    List<String> assignees = pull.marks().assignees();
    for (String login : logins) {
      rules.note(repo, pull, "assigned", by, login);
      assignees = PullRules.plus(assignees, login);
    }
    return assigned(repo, pull, assignees);
  }

  Pull assigned(Repo repo, Pull pull, List<String> assignees) {
    Pull.Marks old = pull.marks();
    return repo.put(
        pull.withMarks(
                new Pull.Marks(old.labels(), assignees, old.reviewers(), old.teamReviewers()))
            .touched(context.now()));
  }

  /**
   * @throws ApiError in GitHub's words when one of them cannot be asked: then nobody is
   */
  Pull request(Repo repo, Pull pull, List<String> people, List<String> teams, Account by) {
    if (people.contains(pull.author())) {
      throw new ApiError(422, "Review cannot be requested from pull request author.");
    }
    if (!teams.isEmpty() && !by.may(Set.of(Permission.MEMBERS), Access.READ)) {
      String id = NodeId.of("Team", teams.get(0));
      throw new ApiError(422, "Could not resolve to a node with the global id of '" + id + "'.");
    }
    Pull.Marks old = pull.marks();
    List<String> reviewers = old.reviewers();
    for (String login : people) {
      reviewers = PullRules.plus(reviewers, login);
      rules.note(repo, pull, "review_requested", by.login(), login);
    }
    List<String> allTeams = old.teamReviewers();
    for (String slug : teams) {
      allTeams = PullRules.plus(allTeams, slug);
      rules.note(repo, pull, "review_requested", by.login(), "@" + slug);
    }
    return repo.put(
        pull.withMarks(new Pull.Marks(old.labels(), old.assignees(), reviewers, allTeams))
            .touched(context.now()));
  }
}
