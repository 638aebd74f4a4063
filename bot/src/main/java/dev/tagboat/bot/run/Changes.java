package dev.tagboat.bot.run;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts a plan into the words of the pull request's one value. */
final class Changes {
  private Changes() {}

  static Change of(Group group, BumpPlan plan, List<Candidate> candidates) {
    return new Change(
        group,
        plan.bumps().stream()
            .map(Bump::wanted)
            .distinct()
            .map(wanted -> version(wanted, candidates, signature(wanted, plan)))
            .distinct()
            .toList(),
        plan.bumps().stream().map(Changes::place).toList());
  }

  // Places of one version may have rules of their own; whoever merges is told of the proof.
  private static SignatureVerdict signature(Wanted wanted, BumpPlan plan) {
    return plan.bumps().stream()
        .filter(bump -> bump.wanted().equals(wanted))
        .map(Bump::signature)
        .max(Comparator.comparing(SignatureVerdict::isVerified))
        .orElseGet(SignatureVerdict.NotChecked::new);
  }

  private static Change.Version version(
      Wanted wanted, List<Candidate> candidates, SignatureVerdict signature) {
    Optional<Candidate> fresh =
        candidates.stream()
            .filter(c -> c.push().image().equals(wanted.image()))
            .filter(c -> c.push().tag().equals(wanted.tag()))
            .filter(c -> Objects.equals(wanted.digest(), c.digest()))
            .findFirst();
    String evidence =
        wanted.digest() == null
            ? "nobody asked the registry whether this tag exists: the check was skipped on request"
            : fresh.isPresent()
                ? "the registry confirmed the tag and its digest"
                : "the registry confirmed the tag and its digest when it was proposed";
    ImageEvidence image =
        fresh
            .map(Candidate::evidence)
            .orElseGet(() -> new ImageEvidence.Missing("it was read when it was proposed"));
    return new Change.Version(
        wanted.image(),
        wanted.tag(),
        wanted.digest(),
        evidence + (signature.isVerified() ? "; " + signature.sentence() : ""),
        image,
        signature);
  }

  private static Change.Place place(Bump bump) {
    return new Change.Place(
        bump.site().image(),
        bump.site().file(),
        bump.site().at().line(),
        bump.site().tag(),
        bump.site().digest(),
        bump.tag(),
        bump.policy().key(),
        bump.reason());
  }
}
