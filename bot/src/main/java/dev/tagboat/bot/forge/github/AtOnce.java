package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.forge.github.NodeIds.Kind;
import dev.tagboat.bot.git.CommitId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for all that a run has to know of a branch in one request, and hands what lasts longer than
 * the run to those who would else ask for it.
 */
final class AtOnce {
  private final GraphQl graph;
  private final GitHubSettings settings;
  private final BranchRules rules;
  private final GitData data;
  private final Reads reads;
  private final NodeIds ids;
  // An Enterprise server from before one of the fields stays one as long as we run.
  private volatile boolean old;

  AtOnce(
      GraphQl graph,
      GitHubSettings settings,
      BranchRules rules,
      GitData data,
      Reads reads,
      NodeIds ids) {
    this.graph = graph;
    this.settings = settings;
    this.rules = rules;
    this.data = data;
    this.reads = reads;
    this.ids = ids;
  }

  /**
   * @param later for what is not known at once
   * @return empty where the questions have to be asked one by one; then those tell what is wrong
   */
  Optional<Reading> read(Subject subject, Reading later) {
    if (old) {
      return Optional.empty();
    }
    try {
      return asked(subject, later);
    } catch (UserFault e) {
      return Optional.empty();
    } catch (TransientFault e) {
      if (e.retryAfter().isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Reading> asked(Subject subject, Reading later) {
    boolean wantsRules = settings.asksForRules() && !rules.areKnown(subject.base());
    CommitId unknown = subject.unknown();
    CommitId commit = unknown == null || data.isKnown(unknown) ? null : unknown;
    BranchDocument document = new BranchDocument(settings, subject, wantsRules, commit);
    GraphQl.Reply reply =
        graph.reply(
            "look at the branch " + subject.head() + " of " + settings.slug(),
            document.text(),
            document.variables());
    JsonNode repository = reply.data().path("repository");
    if (!repository.isObject() || !reply.problems().stream().allMatch(AtOnce::isBearable)) {
      old = reply.problems().stream().anyMatch(GraphQl.Problem::isOfAge);
      return Optional.empty();
    }
    ids.learn(Kind.REPOSITORY, settings.slug(), repository.path("id").asText());
    learn(subject, reply.data());
    if (repository.path("rules").isObject()) {
      learnRules(subject.base(), repository.path("rules"));
    }
    if (commit != null) {
      JsonNode author = repository.path("commit").path("author");
      data.learn(commit, author, reply.data().path("viewer").path("login").asText());
    }
    return Optional.of(new BranchReading(repository, later));
  }

  // Who is not found, and what may not be seen, is missed by whoever wants it.
  private static boolean isBearable(GraphQl.Problem problem) {
    List<String> path = problem.path();
    boolean beside = !path.isEmpty() && !path.get(0).equals("repository");
    return beside
        || path.contains("requestedReviewer")
        || (path.size() > 1
            && (path.get(1).matches("label\\d+|milestone") || path.get(1).equals("rules")));
  }

  private void learn(Subject subject, JsonNode answer) {
    JsonNode repository = answer.path("repository");
    all(Kind.LABEL, subject.marks().labels(), repository, "label");
    all(Kind.USER, BranchDocument.people(subject), answer, "user");
    all(Kind.TEAM, subject.marks().teamReviewers(), answer.path("teams"), "team");
    for (JsonNode open : repository.path("open").path("nodes")) {
      if (open.path("milestoned").path("totalCount").asInt() > 0) {
        reads.knowOnMilestone(open.path("number").asInt());
      }
    }
    if (subject.milestone() != null) {
      String id = repository.path("milestone").path("id").asText();
      ids.learn(Kind.MILESTONE, subject.milestone().toString(), id);
    }
  }

  private void all(Kind kind, List<String> names, JsonNode within, String alias) {
    for (int i = 0; i < names.size(); i++) {
      ids.learn(kind, names.get(i), within.path(alias + i).path("id").asText());
    }
  }

  private void learnRules(String base, JsonNode ref) {
    Set<String> types = new HashSet<>();
    for (JsonNode rule : ref.path("rules").path("nodes")) {
      types.add(rule.path("type").asText().toLowerCase(Locale.ROOT));
    }
    // The second is for who may see more than what binds ourselves.
    boolean signatures =
        ref.path("refUpdateRule").path("requiresSignatures").asBoolean()
            || ref.path("branchProtectionRule").path("requiresCommitSignatures").asBoolean();
    rules.learn(base, types, signatures);
  }
}
