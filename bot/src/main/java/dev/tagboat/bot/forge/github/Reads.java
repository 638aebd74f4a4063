package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.Printable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of GitHub about one repository; what it refuses becomes a fault or a silence. */
final class Reads {
  private static final String NEED = "pull requests: read";

  private final GitHubSettings settings;
  private final Endpoint endpoint;
  private final KnownRepository repository;
  private final PullLists lists;
  private final Conversations conversations;
  private final Compares compares;
  private final Set<Integer> onMilestones = new HashSet<>();

  Reads(
      GitHubSettings settings,
      Endpoint endpoint,
      KnownRepository repository,
      Conversations conversations,
      Compares compares) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.repository = repository;
    this.lists = new PullLists(endpoint, settings);
    this.conversations = conversations;
    this.compares = compares;
  }

  List<PullRequest> find(String head, String base) {
    return Calls.run(
        "list pull requests of " + settings.slug(), NEED, () -> lists.find(head, base));
  }

  Optional<PullRequest> get(int number) {
    String tried = "read " + settings.pullRequest(number);
    try {
      return Optional.of(
          Calls.unrefused(tried, () -> Pulls.value(endpoint.get("pulls/" + number))));
    } catch (Refusal e) {
      if (e.status() == 404) {
        repository.demand();
        return Optional.empty();
      }
      throw e.toFault(tried, NEED);
    }
  }

  boolean isVerified(CommitId commit) {
    try {
      return Calls.run(
              "look at commit " + commit.abbreviated(),
              "contents: read",
              () -> endpoint.get("commits", commit.value()))
          .at("/commit/verification/verified")
          .asBoolean();
    } catch (Fault e) {
      return false;
    }
  }

  List<Comment> comments(int number) {
    return Calls.run(
        "read the comments on " + settings.pullRequest(number),
        NEED,
        () -> conversations.comments(number));
  }

  boolean mayWrite(String login) {
    return Calls.run(
        "ask what " + Printable.quote(login) + " may do in " + settings.slug(),
        "metadata: read",
        () -> conversations.mayWrite(login));
  }

  Pace pace(String base, String prefix, Instant since) {
    return Calls.run(
        "count pull requests of " + settings.slug(), NEED, () -> lists.pace(base, prefix, since));
  }

  Decoration history(int number) {
    return ofHistory(number, () -> conversations.history(number));
  }

  boolean wasReopened(int number) {
    return ofHistory(number, () -> conversations.wasReopened(number));
  }

  boolean wasOnMilestone(int number) {
    synchronized (onMilestones) {
      if (onMilestones.contains(number)) {
        return true;
      }
    }
    return ofHistory(number, () -> conversations.wasOnMilestone(number));
  }

  /** Nobody can undo that it was. */
  void knowOnMilestone(int number) {
    synchronized (onMilestones) {
      onMilestones.add(number);
    }
  }

  private <T> T ofHistory(int number, Calls.Call<T> question) {
    return Calls.run("read the history of " + settings.pullRequest(number), NEED, question);
  }

  Optional<CommitRange> between(WebPages pages, String from, String to) {
    try {
      return Calls.unrefused("compare commits", () -> compares.between(pages.path(), from, to));
    } catch (Refusal | UserFault e) {
      return Optional.empty();
    }
  }
}
