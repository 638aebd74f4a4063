package dev.tagboat.bot.forge;

import java.util.List;

/** Who and what a pull request is marked with. */
public record Decoration(
    List<String> labels,
    List<String> reviewers,
    List<String> teamReviewers,
    List<String> assignees) {
  /** No marks. */
  public static final Decoration NONE = new Decoration(List.of(), List.of(), List.of(), List.of());

  public Decoration {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
    teamReviewers = List.copyOf(teamReviewers);
    assignees = List.copyOf(assignees);
  }

  /** What is not in {@code other}; forges compare these names without regard to case. */
  public Decoration without(Decoration other) {
    return new Decoration(
        less(labels, other.labels),
        less(reviewers, other.reviewers),
        less(teamReviewers, other.teamReviewers),
        less(assignees, other.assignees));
  }

  private static List<String> less(List<String> names, List<String> taken) {
    return names.stream().filter(name -> taken.stream().noneMatch(name::equalsIgnoreCase)).toList();
  }

  public boolean isEmpty() {
    return labels.isEmpty()
        && reviewers.isEmpty()
        && teamReviewers.isEmpty()
        && assignees.isEmpty();
  }
}
