package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.Decision;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.policy.Selection;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.rules.Ruling;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is an update for one place, by the answers so far. Never wants to know all tags
 * where the only tag that could come is known already.
 */
final class SiteCheck {
  private static final String UNKNOWN = "not known: the registry could not be asked";

  /** How many tags of an image are asked about at the most, two or three requests each. */
  private static final int MAX_ASKED = 200;

  /** How many of them at a time, where the first that passes ends the search. */
  private static final int STEP = 4;

  /** Those that refuse every tag alike where they cannot read the current one. */
  private static final Set<PolicyKind> BY_CURRENT =
      EnumSet.of(PolicyKind.AUTO, PolicyKind.SEMVER, PolicyKind.NUMERIC);

  private final Site site;
  private final ImagePolicy policy;
  private final String source;
  private final Answers answers;
  private final Instant now;
  private final @Nullable Verification verify;
  private final KeyFiles keys;
  private final Sigstore sigstore;

  SiteCheck(Site site, Findings found, Answers answers, Sigstore sigstore, Instant now) {
    this.site = site;
    Ruling ruling = found.ruling(site);
    this.policy = ruling.policy();
    this.source = ruling.source();
    this.answers = answers;
    this.now = now;
    this.verify = ruling.verify();
    this.keys = found.keys();
    this.sigstore = sigstore;
  }

  Verdict look() {
    String overridden = site.around().overriddenBy();
    if (overridden != null) {
      return none(overridden);
    }
    Tag current = site.tag() == null ? site.around().implied() : site.tag();
    if (current == null) {
      return none("no tag is written there that could be moved");
    }
    if (policy.isClosed()) {
      return none(policy.decide(current, current, false).sentence());
    }
    Optional<Tag> only = policy.only();
    if (only.isPresent()) {
      return exact(current, only.get());
    }
    return onlyByDigest(current)
        .map(reason -> kept(current, reason))
        .orElseGet(() -> listed(current));
  }

  private Verdict exact(Tag current, Tag wanted) {
    if (wanted.equals(current)) {
      return kept(current, current + " is the tag that the policy names");
    }
    SiteFacts facts = facts(false);
    Decision decision = policy.decide(current, wanted, false, facts);
    return open(facts)
        .orElseGet(
            () ->
                decision.isAccepted()
                    ? target(wanted, decision.sentence(), List.of())
                    : none(decision.sentence()));
  }

  /** Why no other tag can come; empty when one can. */
  private Optional<String> onlyByDigest(Tag current) {
    // Any other tag will do: what is asked is whether the policy ever takes one.
    Tag other = Explanation.other(current);
    if (policy.kind() == PolicyKind.DIGEST) {
      return Optional.of(policy.decide(current, other, false).sentence());
    }
    return BY_CURRENT.contains(policy.kind())
            && policy.decide(current, other, false) instanceof Decision.Rejected no
            && no.kind() == Rejection.NO_ORDER
        ? Optional.of(no.sentence())
        : Optional.empty();
  }

  private Verdict kept(Tag current, String reason) {
    return site.digest() == null ? none(reason) : moved(current, reason, List.of());
  }

  private Verdict listed(Tag current) {
    Question.Tags question = new Question.Tags(site.image());
    if (answers.failure(question).isPresent()) {
      return none(UNKNOWN);
    }
    Optional<List<Tag>> tags = answers.to(question);
    if (tags.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    SiteFacts facts = facts(false);
    Selection<Tag> selection = Selection.of(policy, current, tags.get(), facts);
    return open(facts).orElseGet(() -> selected(current, selection));
  }

  private Verdict selected(Tag current, Selection<Tag> selection) {
    Tag picked = selection.tag();
    if (site.digest() == null && (picked == null || verify == null)) {
      String candidate = picked == null ? null : picked.value();
      return done(candidate, selection.reason(), selection.refused());
    }
    return picked == null
        ? moved(current, selection.reason(), selection.refused())
        : target(picked, selection.reason(), selection.refused());
  }

  // A place pinned by digest can also be behind with the tag it has.
  private Verdict moved(Tag tag, String reason, List<Selection.Refused> refused) {
    Question.Pointer question = new Question.Pointer(site.image(), tag);
    if (answers.failure(question).isPresent()) {
      return done(null, UNKNOWN, refused);
    }
    Optional<Optional<Digest>> answer = answers.to(question);
    if (answer.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    if (answer.get().equals(Optional.ofNullable(site.digest()))) {
      return done(null, reason, refused);
    }
    SiteFacts facts = facts(true);
    Decision decision = policy.decide(tag, tag, false, facts);
    return open(facts)
        .orElseGet(
            () ->
                decision.isAccepted()
                    ? target(tag, decision.sentence(), refused)
                    : done(null, decision.sentence(), refused));
  }

  private Verdict target(Tag tag, String reason, List<Selection.Refused> refused) {
    Question.Target question = new Question.Target(site.image(), tag);
    if (answers.failure(question).isPresent()) {
      return done(null, UNKNOWN, refused);
    }
    Optional<Confirmation> answer = answers.to(question);
    if (answer.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    if (!(answer.get() instanceof Confirmation.Confirmed confirmed)) {
      return done(null, answer.get().sentence(), refused);
    }
    String pin = site.digest() == null ? "" : "@" + confirmed.digest();
    return verify == null
        ? done(tag + pin, reason, refused)
        : signed(confirmed.digest(), verify, new Selected(tag + pin, reason, refused));
  }

  private record Selected(String version, String reason, List<Selection.Refused> refused) {}

  private Verdict signed(Digest digest, Verification wanted, Selected selected) {
    SignatureRule rule = SignatureRule.of(wanted, keys, sigstore);
    Question.Signature question = new Question.Signature(site.image(), digest, rule);
    if (answers.failure(question).isPresent()) {
      return done(null, UNKNOWN, selected.refused());
    }
    Optional<SignatureVerdict> answer = answers.to(question);
    if (answer.isEmpty()) {
      return Verdict.Wants.of(question);
    }
    SignatureVerdict said = answer.get();
    return said.isVerified()
        ? done(selected.version(), selected.reason() + "; " + said.sentence(), selected.refused())
        : done(null, selected.version() + ": " + said.refusal(wanted.name()), selected.refused());
  }

  /**
   * What is to be done first, where facts were missing; empty when none were. Policies ask from the
   * highest tag down and stop at the first that passes, so what is missing could win.
   */
  private Optional<Verdict> open(SiteFacts facts) {
    Set<Tag> missing = facts.missing();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (missing.stream().map(facts::question).anyMatch(q -> answers.failure(q).isPresent())) {
      return Optional.of(none(UNKNOWN));
    }
    // The newest can only be told when all are known.
    int next = policy.kind() == PolicyKind.NEWEST ? missing.size() : 1;
    if (facts.known().size() + next > MAX_ASKED) {
      return Optional.of(
          none(
              "more than "
                  + MAX_ASKED
                  + " tags would have to be asked what they are; narrow them with allow or ignore"));
    }
    int step = Math.max(next, STEP);
    return Optional.of(
        Verdict.Wants.of(missing.stream().limit(step).map(facts::question).toList()));
  }

  private SiteFacts facts(boolean moved) {
    return new SiteFacts(site, answers, now, moved);
  }

  private Verdict none(String reason) {
    return done(null, reason, List.of());
  }

  private Verdict done(@Nullable String candidate, String reason, List<Selection.Refused> refused) {
    return new Verdict.Done(
        new Update(site, candidate, policy.kind().key(), source, reason, refused));
  }
}
