package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.util.Optional;

/** Opens a pull request once, also where an answer is lost or another run was first. */
final class Opening {
  private final GitHubSettings settings;
  private final Endpoint endpoint;
  private final Reads reads;
  private final NodeIds ids;
  private final ObjectMapper mapper = new ObjectMapper();

  Opening(GitHubSettings settings, Endpoint endpoint, Reads reads, NodeIds ids) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.reads = reads;
    this.ids = ids;
  }

  PullRequest open(Proposal proposal) {
    String tried = "open a pull request in " + settings.slug();
    try {
      return Calls.unrefused(tried, () -> create(proposal));
    } catch (TransientFault e) {
      if (e.retryAfter().isPresent()) {
        throw e;
      }
      // The answer was lost, perhaps not the request: GitHub may have done it.
      return existing(proposal).orElseThrow(() -> e);
    } catch (Refusal e) {
      return refused(tried, proposal, e);
    }
  }

  private PullRequest create(Proposal proposal) throws IOException {
    ObjectNode body =
        mapper
            .createObjectNode()
            .put("title", proposal.title())
            .put("head", proposal.head())
            .put("base", proposal.base())
            .put("body", proposal.body())
            .put("maintainer_can_modify", true)
            .put("draft", proposal.draft());
    JsonNode opened = endpoint.send("POST", "pulls", body);
    PullRequest pullRequest = Pulls.value(opened);
    ids.learn(
        NodeIds.Kind.PULL_REQUEST,
        Integer.toString(pullRequest.number()),
        opened.path("node_id").asText());
    return pullRequest;
  }

  private PullRequest refused(String tried, Proposal proposal, Refusal refusal) {
    if (refusal.says("No commits between")) {
      throw new UserFault(
          "Tried to "
              + tried
              + ", but "
              + Printable.quote(proposal.head())
              + " holds no commit that "
              + Printable.quote(proposal.base())
              + " lacks: it was merged meanwhile, and nothing is left to do.");
    }
    if (refusal.status() >= 500 || refusal.says("A pull request already exists")) {
      return existing(proposal).orElseThrow(() -> notShown(tried, refusal));
    }
    throw refusal.toFault(tried, Writes.NEED);
  }

  private static RuntimeException notShown(String tried, Refusal refusal) {
    return refusal.status() >= 500
        ? refusal.toFault(tried, Writes.NEED)
        : new TransientFault(
            "Tried to " + tried + ", but GitHub has one already and does not list it yet.");
  }

  private Optional<PullRequest> existing(Proposal proposal) {
    return reads.find(proposal.head(), proposal.base()).stream()
        .filter(PullRequest::isOpen)
        .findFirst();
  }
}
