package dev.tagboat.bot.forge;

import java.util.List;

/** Who and what a pull request is marked with. */
public record Decoration(
    List<String> labels,
    List<String> reviewers,
    List<String> teamReviewers,
    List<String> assignees) {
  public Decoration {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
    teamReviewers = List.copyOf(teamReviewers);
    assignees = List.copyOf(assignees);
  }

  public boolean isEmpty() {
    return labels.isEmpty()
        && reviewers.isEmpty()
        && teamReviewers.isEmpty()
        && assignees.isEmpty();
  }
}
