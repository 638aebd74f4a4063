package dev.tagboat.bot.forge.git;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.BlindForge;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Handover;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.WebPages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any git server: commits are pushed, and that is all. A person, or the server itself when its
 * {@link Flavour} can, opens the request.
 */
public final class PushOnlyForge extends BlindForge {

  /** Which push options the server understands. */
  public enum Flavour {
    NONE,
    /**
     * GitLab opens a merge request by {@code merge_request.*} options of a pushed branch and, while
     * it is open, takes new title and description from a later push.
     */
    GITLAB,
    /**
     * Gitea and Forgejo open a pull request by a push to {@code refs/for/BASE} (AGit), and move it
     * by a later one of the same topic. Title and description count in the first one only.
     */
    GITEA;

    /** By the name in settings; {@code forgejo} is spelled so, too. */
    public static Optional<Flavour> of(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "none" -> Optional.of(NONE);
        case "gitlab" -> Optional.of(GITLAB);
        case "gitea", "forgejo" -> Optional.of(GITEA);
        default -> Optional.empty();
      };
    }
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
  public List<String> decorate(
      int number, Decoration decoration, @Nullable Integer milestone, boolean fresh) {
    return decoration.isEmpty() && milestone == null
        ? List.of()
        : List.of(
            "labels, reviewers, assignees and milestones were left out: this forge only takes"
                + " pushes");
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
  public boolean takesReviews() {
    return flavour == Flavour.GITEA;
  }

  @Override
  public Handover handover(Proposal proposal, boolean fresh) {
    return switch (flavour) {
      case NONE -> Handover.PLAIN;
      case GITLAB -> GitLabOptions.of(proposal, fresh);
      case GITEA -> AgitOptions.of(proposal, fresh);
    };
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
