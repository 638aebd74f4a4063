package dev.tagboat.bot.forge.git;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.BlindForge;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.WebPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Any git server: the branch is pushed, and that is all. A person, or the server itself when its
 * {@link Flavour} can, opens the request.
 */
public final class PushOnlyForge extends BlindForge {

  /** Which push options the server understands. */
  public enum Flavour {
    NONE,
    /**
     * GitLab opens a merge request by {@code merge_request.*} options and, while it is open, takes
     * new title and description from a later push.
     */
    GITLAB,
    /**
     * Gitea and Forgejo read {@code topic}, {@code title} and {@code description} only on a push to
     * {@code refs/for/BRANCH} (AGit). We push an ordinary branch, where they would be ignored, so
     * none is sent: the server answers the push with a link that opens the request by hand.
     */
    GITEA
  }

  private final Flavour flavour;

  public PushOnlyForge(Flavour flavour) {
    this.flavour = flavour;
  }

  @Override
  public Optional<PullRequest> open(Proposal proposal) {
    return Optional.empty();
  }

  @Override
  public List<String> decorate(int number, Decoration decoration) {
    return decoration.isEmpty()
        ? List.of()
        : List.of("labels, reviewers and assignees were left out: this forge only takes pushes");
  }

  @Override
  public Optional<WebPages.Style> style() {
    return switch (flavour) {
      case NONE -> Optional.empty();
      case GITLAB -> Optional.of(WebPages.Style.GITLAB);
      case GITEA -> Optional.of(WebPages.Style.GITEA);
    };
  }

  @Override
  public boolean keepsPullRequests() {
    return false;
  }

  @Override
  public List<String> autoMerge(PullRequest pullRequest, Method method, String title) {
    return List.of("auto-merge was left out: this forge only takes pushes");
  }

  @Override
  public List<String> pushOptions(Proposal proposal) {
    return switch (flavour) {
      case NONE, GITEA -> List.of();
      case GITLAB -> gitLab(proposal);
    };
  }

  private static List<String> gitLab(Proposal proposal) {
    List<String> options = new ArrayList<>();
    options.add("merge_request.create");
    options.add("merge_request.target=" + proposal.base());
    options.add("merge_request.title=" + oneLine(proposal.title(), " "));
    if (!proposal.body().isBlank()) {
      options.add("merge_request.description=" + oneLine(proposal.body(), "\\n"));
    }
    if (proposal.draft()) {
      options.add("merge_request.draft");
    }
    return List.copyOf(options);
  }

  /** A push option ends at a line feed or NUL; GitLab turns a written {@code \n} into a newline. */
  private static String oneLine(String text, String newline) {
    return text.strip()
        .replaceAll("\\R", Matcher.quoteReplacement(newline))
        .replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  protected UserFault refused(String verb, int number) {
    return new UserFault(
        "Tried to "
            + verb
            + " pull request "
            + number
            + ", but this forge only takes pushes. Set the forge's type to github if it is one.");
  }
}
