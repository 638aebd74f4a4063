package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.Editor;
import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Circumstances;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Group;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Memory;
import dev.tagboat.bot.pull.Move;
import dev.tagboat.bot.pull.PullRequestText;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;
import dev.tagboat.bot.run.Progress.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * All candidates of one group, on one look at the repo: from refusals to the pull request. Without
 * a candidate, what the branch proposes already is looked at anew.
 */
final class GroupRun {
  private final Session session;
  private final Hands hands;
  private final Checkout checkout;
  private final Group group;
  private final List<Candidate> candidates;

  GroupRun(
      Session session, Hands hands, Checkout checkout, Group group, List<Candidate> candidates) {
    this.session = session;
    this.hands = hands;
    this.checkout = checkout;
    this.group = group;
    this.candidates = candidates;
  }

  /**
   * @return empty when somebody moved our branch meanwhile, and it is worth looking again
   */
  Optional<Map<Candidate, Outcome>> run() {
    candidates.forEach(c -> done(c, Step.FETCHED, "base at " + checkout.base().abbreviated()));
    Look.Seen seen = new Look(session, checkout, group.branch()).seen();
    Situation before = seen.situation();
    if (candidates.isEmpty() && before.open().isEmpty()) {
      return Optional.of(Map.of());
    }
    Conversation conversation = Conversation.on(forge(), seen.reading(), before);
    Memory memory = Memory.of(before.pullRequests(), conversation.requests());
    hands.forget(conversation, memory, Manners.standsInTheWay(before).orElse(null));
    Map<Candidate, Outcome> outcomes = new HashMap<>();
    List<Candidate> welcome = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<String> no =
          memory.refusal(candidate.push().image(), candidate.push().tag(), candidate.digest());
      no.ifPresent(why -> outcomes.put(candidate, new Outcome.Declined(candidate.id(), why)));
      if (no.isEmpty()) {
        welcome.add(candidate);
      }
    }
    if (welcome.isEmpty() && before.open().isEmpty()) {
      return Optional.of(outcomes);
    }
    return proposeAll(welcome, seen, memory, conversation)
        .map(
            proposed -> {
              outcomes.putAll(proposed);
              return outcomes;
            });
  }

  private Optional<Map<Candidate, Outcome>> proposeAll(
      List<Candidate> welcome, Look.Seen seen, Memory memory, Conversation conversation) {
    Situation before = seen.situation();
    BumpPlan plan = plan(welcome, before, memory);
    welcome.forEach(c -> done(c, Step.PLANNED, Verdicts.summary(plan, c)));
    Verdicts verdicts = new Verdicts(plan, checkout.remarks());
    List<Wanted> proposed = proposedBefore(before, memory);
    String unasked = Verdicts.unasked(plan, proposed);
    if (unasked != null) {
      return Optional.of(
          verdicts.declined(
              welcome,
              "the open pull request stays as it is, for without the registry it cannot be told"
                  + " whether it is still proven: "
                  + unasked));
    }
    String unproven = Verdicts.unproven(plan, proposed);
    if (plan.bumps().isEmpty()) {
      // With a file that cannot be read we do not know that nothing is left to change; that
      // something may not go in, we know all the same.
      if (checkout.problems().isEmpty() || unproven != null) {
        hands.retreat(group.branch(), before, memory, conversation, unproven);
      }
      return Optional.of(verdicts.withoutChange(welcome));
    }
    List<FileEdit> edits = Editor.edit(plan, checkout::content);
    String body = before.open().map(PullRequest::body).orElse("");
    Change change =
        new Research(session, candidates, body)
            .of(Changes.of(group, plan, candidates, base(), checkout::ruleLine));
    PullRequestText text =
        PullRequestText.of(
            change,
            checkout.config().pullRequests().title(),
            new StateBlock(change.references(), memory.ignored(), conversation.seen()),
            body,
            session.preferences().wording());
    Situation situation = before.withContent(isCurrent(before, edits));
    Circumstances circumstances = around(situation, seen.reading(), conversation, unproven != null);
    Move move =
        Manners.decide(
            CommitMessage.of(change, session.preferences().wording()),
            text,
            situation,
            circumstances);
    if (move instanceof Move.Propose propose) {
      Decided decided =
          new Decided(checkout, change, edits, propose, text, before.head(), conversation);
      return hands
          .propose(decided, toAll(verdicts.winners(welcome)))
          .map(result -> verdicts.proposed(welcome, result));
    }
    if (move instanceof Move.Wait wait) {
      return Optional.of(verdicts.waiting(welcome, wait));
    }
    String sentence = ((Move.HandsOff) move).sentence();
    hands.refuse(conversation, sentence);
    return Optional.of(verdicts.declined(welcome, sentence));
  }

  private Change.Base base() {
    return new Change.Base(
        checkout.base().value(),
        WebPages.of(session.target().remote().url(), forge().style().orElse(null)).orElse(null));
  }

  private BumpPlan plan(List<Candidate> welcome, Situation before, Memory memory) {
    List<Wanted> wanted = new ArrayList<>(proposedBefore(before, memory));
    welcome.forEach(c -> wanted.add(new Wanted(c.push().image(), c.push().tag(), c.digest())));
    return Planner.plan(
        wanted,
        checkout.rules(),
        checkout.sites().stream().filter(group::holds).toList(),
        session.allowDowngrade(),
        new SignatureFacts(
            session.knowledge(),
            session.signatures(),
            checkout.keys(),
            welcome,
            session.clock().instant()));
  }

  // The forge is asked only for what can matter: each question is a request.
  private Circumstances around(
      Situation situation, Reading reading, Conversation conversation, boolean unproven) {
    boolean late = situation.behind() || !situation.contentCurrent();
    Standing standing =
        situation
            .open()
            .filter(open -> late || conversation.requests().isUrgent())
            .map(open -> reading.standing(open.number()))
            .orElse(Standing.FREE);
    Pace pace =
        situation.open().isPresent()
            ? Pace.NONE
            : reading.pace(BranchName.PREFIX, session.clock().instant().minus(Manners.SPAN));
    return new Circumstances(
        checkout.config().pullRequests(),
        conversation.requests(),
        standing,
        pace,
        unproven,
        session.clock().instant());
  }

  private BiConsumer<Step, String> toAll(List<Candidate> winners) {
    return (step, detail) -> winners.forEach(c -> done(c, step, detail));
  }

  // What our branch proposes already stays a candidate: a late, older push must not move it back,
  // unless a person asks for exactly that. A commit of somebody else proposes nothing: nobody has
  // asked the registry about it.
  private List<Wanted> proposedBefore(Situation situation, Memory memory) {
    List<Wanted> wanted = new ArrayList<>();
    for (CommitSummary commit : situation.commits()) {
      if (!Manners.isOurs(commit)) {
        continue;
      }
      for (ImageReference reference : CommitMessage.proposes(commit.message())) {
        Tag tag = reference.tag();
        if (tag != null
            && group.concerns(reference.name(), checkout.sites())
            && !isReplaced(reference)
            && memory.refusal(reference.name(), tag, reference.digest()).isEmpty()) {
          wanted.add(new Wanted(reference.name(), tag, reference.digest()));
        }
      }
    }
    return wanted;
  }

  private boolean isReplaced(ImageReference reference) {
    return session.allowDowngrade()
        && candidates.stream().anyMatch(c -> c.push().image().equals(reference.name()));
  }

  private boolean isCurrent(Situation situation, List<FileEdit> edits) {
    CommitId head = situation.head();
    return head != null && Contents.same(session.repository().snapshot(head), edits);
  }

  private Forge forge() {
    return session.target().forge();
  }

  private void done(Candidate candidate, Step step, String detail) {
    session.progress().done(candidate.id(), step, detail);
  }
}
