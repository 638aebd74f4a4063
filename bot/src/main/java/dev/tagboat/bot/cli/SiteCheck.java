package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.policy.Selection;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.scan.Site;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is an update for a place, by the answers so far. Never wants to know all tags where
 * the only tag that could come is known already.
 */
final class SiteCheck {
  private static final String UNKNOWN = "not known: the registry could not be asked";

  /** Those that refuse every tag alike where they cannot read the current one. */
  private static final Set<PolicyKind> BY_CURRENT =
      EnumSet.of(PolicyKind.AUTO, PolicyKind.SEMVER, PolicyKind.NUMERIC);

  private final Findings found;
  private final Answers answers;

  SiteCheck(Findings found, Answers answers) {
    this.found = found;
    this.answers = answers;
  }

  Verdict look(Site site) {
    Tag current = site.tag();
    if (current == null) {
      return none(site, "no tag is written there that could be moved");
    }
    ImageRule rule = found.config().ruleFor(site.image());
    ImagePolicy policy = ImagePolicy.of(rule);
    if (policy.isClosed()) {
      return none(site, policy.decide(current, current, false).sentence());
    }
    if (policy.kind() == PolicyKind.EXACT) {
      return exact(site, current, new Tag(String.valueOf(rule.range())), policy);
    }
    return onlyByDigest(policy, current)
        .map(reason -> kept(site, current, reason))
        .orElseGet(() -> listed(site, current, policy));
  }

  private Verdict exact(Site site, Tag current, Tag wanted, ImagePolicy policy) {
    Decision decision = policy.decide(current, wanted, false);
    if (!decision.isAccepted()) {
      return none(site, decision.sentence());
    }
    if (wanted.equals(current)) {
      return kept(site, current, current + " is the tag that the policy names");
    }
    return target(site, wanted, decision.sentence(), List.of());
  }

  /** Why no other tag can come; empty when one can. */
  private static Optional<String> onlyByDigest(ImagePolicy policy, Tag current) {
    // Any other tag will do: what is asked is whether the policy ever takes one.
    Tag other = new Tag(current.value().equals("0") ? "1" : "0");
    if (policy.kind() == PolicyKind.DIGEST) {
      return Optional.of(policy.decide(current, other, false).sentence());
    }
    return BY_CURRENT.contains(policy.kind())
            && policy.decide(current, other, false) instanceof Decision.Rejected no
            && no.kind() == Rejection.NO_ORDER
        ? Optional.of(no.sentence())
        : Optional.empty();
  }

  private Verdict kept(Site site, Tag current, String reason) {
    return site.digest() == null ? none(site, reason) : moved(site, current, reason, List.of());
  }

  private Verdict listed(Site site, Tag current, ImagePolicy policy) {
    Question.Tags question = new Question.Tags(site.image());
    if (answers.failure(question).isPresent()) {
      return none(site, UNKNOWN);
    }
    Optional<List<Tag>> tags = answers.to(question);
    if (tags.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    Selection selection = Selection.of(policy, current, tags.get());
    Tag picked = selection.tag();
    if (site.digest() == null) {
      String candidate = picked == null ? null : picked.value();
      return done(site, candidate, selection.reason(), selection.refused());
    }
    return picked == null
        ? moved(site, current, selection.reason(), selection.refused())
        : target(site, picked, selection.reason(), selection.refused());
  }

  // A place pinned by digest can also be behind with the tag it has.
  private Verdict moved(Site site, Tag tag, String reason, List<Selection.Refused> refused) {
    Question.Pointer question = new Question.Pointer(site.image(), tag);
    if (answers.failure(question).isPresent()) {
      return done(site, null, UNKNOWN, refused);
    }
    Optional<Optional<Digest>> answer = answers.to(question);
    if (answer.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    return answer.get().equals(Optional.ofNullable(site.digest()))
        ? done(site, null, reason, refused)
        : target(site, tag, tag + " points to another image now", refused);
  }

  private Verdict target(Site site, Tag tag, String reason, List<Selection.Refused> refused) {
    Question.Target question = new Question.Target(site.image(), tag);
    if (answers.failure(question).isPresent()) {
      return done(site, null, UNKNOWN, refused);
    }
    Optional<Confirmation> answer = answers.to(question);
    if (answer.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    if (!(answer.get() instanceof Confirmation.Confirmed confirmed)) {
      return done(site, null, answer.get().sentence(), refused);
    }
    String pin = site.digest() == null ? "" : "@" + confirmed.digest();
    return done(site, tag + pin, reason, refused);
  }

  private Verdict none(Site site, String reason) {
    return done(site, null, reason, List.of());
  }

  private Verdict done(
      Site site, @Nullable String candidate, String reason, List<Selection.Refused> refused) {
    ImageRule rule = found.config().ruleFor(site.image());
    String source = Explanation.source(rule, found);
    return new Verdict.Done(
        new Update(site, candidate, rule.policy().key(), source, reason, refused));
  }
}
