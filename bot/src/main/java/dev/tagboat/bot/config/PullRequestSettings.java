package dev.tagboat.bot.config;

import java.util.List;
import java.util.Locale;

/**
 * Manners of pull requests.
 *
 * @param maxOpen how many may be open at once
 * @param perHour how many may be opened in an hour
 * @param schedule windows as {@link Schedule} reads them; any time when empty
 * @param title with {@code {image}} and {@code {tag}}
 */
public record PullRequestSettings(
    GroupBy groupBy,
    List<String> labels,
    List<String> reviewers,
    List<String> teamReviewers,
    List<String> assignees,
    boolean draft,
    AutoMerge autoMerge,
    Integer maxOpen,
    Integer perHour,
    List<String> schedule,
    String title) {
  private static final int MAX_TITLE = 200;

  static final PullRequestSettings DEFAULTS =
      new PullRequestSettings(
          GroupBy.IMAGE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false,
          AutoMerge.OFF,
          10,
          30,
          List.of(),
          "Bump {image} to {tag}");

  /** What shares one pull request. */
  public enum GroupBy {
    IMAGE,
    DIRECTORY,
    ALL;

    /** As it is written in the file. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How the forge merges by itself. */
  public enum Method {
    MERGE,
    SQUASH,
    REBASE
  }

  /** Whether the forge merges by itself once its checks are green. */
  public record AutoMerge(boolean enabled, Method method) {
    static final AutoMerge OFF = new AutoMerge(false, Method.SQUASH);

    public AutoMerge {
      method = method == null ? Method.SQUASH : method;
    }
  }

  /**
   * @throws IllegalArgumentException naming the key that is wrong
   */
  public PullRequestSettings {
    groupBy = groupBy == null ? GroupBy.IMAGE : groupBy;
    labels = Checks.listOrEmpty(labels);
    reviewers = Checks.listOrEmpty(reviewers);
    teamReviewers = Checks.listOrEmpty(teamReviewers);
    assignees = Checks.listOrEmpty(assignees);
    autoMerge = autoMerge == null ? AutoMerge.OFF : autoMerge;
    maxOpen = maxOpen == null ? 10 : maxOpen;
    perHour = perHour == null ? 30 : perHour;
    schedule = Checks.listOrEmpty(schedule);
    List<String> windows = schedule;
    title = title == null ? "Bump {image} to {tag}" : title;
    new Checks()
        .positive("max-open", maxOpen)
        .positive("per-hour", perHour)
        .refuse(
            title.isBlank() || title.length() > MAX_TITLE,
            "title must have 1 to " + MAX_TITLE + " characters",
            "title")
        .parses("schedule", () -> Schedule.parse(windows))
        .done();
  }

  /** When pull requests may be opened and moved. */
  public Schedule windows() {
    return Schedule.parse(schedule);
  }
}
