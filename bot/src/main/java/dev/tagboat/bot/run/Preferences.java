package dev.tagboat.bot.run;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.pull.Group;
import dev.tagboat.bot.pull.Wording;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs this wants otherwise than the config repo's settings say. It never loosens a
 * rule of the repo: {@code fallback} holds only where the repo says nothing.
 *
 * @param branch one pull request for everything, on a branch of this name; null for groups as the
 *     repo says
 * @param paths patterns of the only files that may change; empty for all
 * @param fallback the rule for places that no rule names; null for the usual one
 * @param marks put on pull requests besides those of the repo
 * @param draft whether pull requests are opened as drafts, whatever the repo says
 * @param milestone the number of the one that new pull requests get; null for none
 * @param author of commits that are made here; null for ourselves
 * @param committer of commits that are made here; null for ourselves
 */
public record Preferences(
    @Nullable String branch,
    List<String> paths,
    @Nullable ImageRule fallback,
    Decoration marks,
    boolean draft,
    @Nullable Integer milestone,
    Wording wording,
    @Nullable Identity author,
    @Nullable Identity committer) {
  /** Nothing otherwise. */
  public static final Preferences NONE =
      new Preferences(
          null, List.of(), null, Decoration.NONE, false, null, Wording.NONE, null, null);

  public Preferences {
    paths = List.copyOf(paths);
  }

  /** Whether the usual branches are meant, one for each image. */
  boolean usesBranchOf(PullRequestSettings.GroupBy by) {
    return branch == null && paths.isEmpty() && by == PullRequestSettings.GroupBy.IMAGE;
  }

  /** What shares pull requests. */
  List<Group> groups(PullRequestSettings settings, List<ImageName> images, List<Site> sites) {
    List<Group> groups =
        branch == null
            ? Group.of(settings.groupBy(), images, sites)
            : List.of(new Group.Named(branch));
    return paths.isEmpty()
        ? groups
        : groups.stream().<Group>map(group -> new Group.Within(group, paths)).toList();
  }

  /** The repo's settings with these on top. */
  BotConfig over(BotConfig config) {
    PullRequestSettings pulls = config.pullRequests();
    return new BotConfig(
        config.version(),
        config.scan(),
        config.images(),
        new PullRequestSettings(
            pulls.groupBy(),
            with(pulls.labels(), marks.labels()),
            with(pulls.reviewers(), marks.reviewers()),
            with(pulls.teamReviewers(), marks.teamReviewers()),
            with(pulls.assignees(), marks.assignees()),
            draft || pulls.draft(),
            pulls.autoMerge(),
            pulls.maxOpen(),
            pulls.perHour(),
            pulls.schedule(),
            pulls.title()));
  }

  private static List<String> with(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
