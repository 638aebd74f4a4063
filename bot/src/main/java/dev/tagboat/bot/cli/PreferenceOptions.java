package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Wording;
import dev.tagboat.bot.rules.OwnComment;
import dev.tagboat.bot.run.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a pull request is to be otherwise than the config repo says. */
final class PreferenceOptions {
  private static final Pattern PERSON =
      Pattern.compile("([^<>\\p{Cntrl}]+) <([^<>\\s]+@[^<>\\s]+)>");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  @Option(
      names = "--head",
      paramLabel = "NAME",
      description =
          "one pull request for all of these images, and for those of other calls with this name,"
              + " on the branch tagboat/job/NAME")
  private @Nullable String head;

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description = "change only files that match, such as apps/shop/**; repeatable")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "change only files in a folder NAME, or called NAME.* or *-NAME.*; repeatable")
  private List<String> environments = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "P",
      description =
          "the rule for places that no rule in the repo names, as behind # tagboat:, such as"
              + " \"semver ^1.4\"")
  private @Nullable String policy;

  @Option(names = "--label", paramLabel = "L", description = "one more label; repeatable")
  private List<String> labels = new ArrayList<>();

  @Option(names = "--reviewer", paramLabel = "LOGIN", description = "one more; repeatable")
  private List<String> reviewers = new ArrayList<>();

  @Option(names = "--team-reviewer", paramLabel = "SLUG", description = "one more; repeatable")
  private List<String> teams = new ArrayList<>();

  @Option(names = "--assignee", paramLabel = "LOGIN", description = "one more; repeatable")
  private List<String> assignees = new ArrayList<>();

  @Option(
      names = "--milestone",
      paramLabel = "N",
      description = "the number of the milestone that a new pull request is put on")
  private @Nullable Integer milestone;

  @Option(names = "--draft", description = "open pull requests as drafts")
  private boolean draft;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "of the pull request; may hold {image} and {tag}")
  private @Nullable String title;

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description = "Markdown to stand before the evidence; may hold {image} and {tag}")
  private @Nullable String body;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "of the commit, before the places; may hold {image} and {tag}")
  private @Nullable String message;

  @Option(
      names = "--author",
      paramLabel = "PERSON",
      description = "of commits that are pushed: NAME <EMAIL>")
  private @Nullable String author;

  @Option(
      names = "--committer",
      paramLabel = "PERSON",
      description = "of commits that are pushed: NAME <EMAIL>; the same in each call")
  private @Nullable String committer;

  @Option(names = "--signoff", description = "add Signed-off-by of the committer")
  private boolean signoff;

  /** Whether commits are to carry other names than ours. */
  boolean namesPeople() {
    return author != null || committer != null;
  }

  /**
   * @throws BadInput when one is wrong
   */
  Preferences preferences() {
    Identity maker = committer == null ? null : person("--committer", committer);
    return new Preferences(
        branch(),
        paths(),
        policy == null ? null : rule(policy),
        new Decoration(labels, reviewers, teams, assignees),
        draft,
        milestone,
        new Wording(title, body, message, signoff ? maker == null ? Manners.SELF : maker : null),
        author == null ? null : person("--author", author),
        maker);
  }

  private @Nullable String branch() {
    if (head != null && !JGitRepositories.isBranchName(BranchName.JOB + head)) {
      throw new BadInput(
          "--head: " + Printable.quote(head) + " cannot be a part of a branch name.");
    }
    return head;
  }

  private List<String> paths() {
    List<String> paths =
        Stream.concat(only.stream(), environments.stream().flatMap(PreferenceOptions::within))
            .distinct()
            .toList();
    try {
      PathFilter unused = PathFilter.of(paths);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--only: " + e.getMessage() + ".", e);
    }
    return paths;
  }

  // How people lay out environments: a folder, or a file of values for each.
  private static Stream<String> within(String name) {
    if (!ENVIRONMENT.matcher(name).matches()) {
      throw new BadInput(
          "--environment: " + Printable.quote(name) + " is no name; for patterns there is --only.");
    }
    return Stream.of(
        "**/" + name + "/**", "**/" + name + ".*", "**/*-" + name + ".*", "**/*." + name + ".*");
  }

  private static ImageRule rule(String text) {
    try {
      OwnComment read = OwnComment.parse(text, ImageName.parse("all/images").orElseThrow());
      String wrong =
          read.image() != null
              ? "it names an image, but is for all"
              : ImagePolicy.problems(read.rule()).stream()
                  .map(problem -> problem.sentence())
                  .findFirst()
                  .orElse(null);
      if (wrong != null) {
        throw new BadInput("--policy: " + wrong + ".");
      }
      return read.rule();
    } catch (IllegalArgumentException e) {
      throw new BadInput("--policy: " + e.getMessage() + ".", e);
    }
  }

  private static Identity person(String option, String text) {
    Matcher matcher = PERSON.matcher(text.strip());
    if (!matcher.matches()) {
      throw new BadInput(
          option + ": " + Printable.quote(text) + " is not written as NAME <EMAIL>.");
    }
    return new Identity(matcher.group(1).strip(), matcher.group(2));
  }
}
