package dev.tagboat.bot.run;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Bump;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.Background;
import dev.tagboat.bot.pull.Before;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a plan into the words of the pull request's one value. */
final class Changes {
  private Changes() {}

  /**
   * @param base what is changed
   * @param rules answers the line of a rule of {@code .tagboat.yaml} by its name
   */
  static Change of(
      Group group,
      BumpPlan plan,
      List<Candidate> candidates,
      Change.Base base,
      Function<String, OptionalInt> rules) {
    return new Change(
        group,
        plan.bumps().stream()
            .map(Bump::wanted)
            .distinct()
            .map(wanted -> version(wanted, candidates, signature(wanted, plan)))
            .distinct()
            .toList(),
        plan.bumps().stream().map(bump -> place(bump, rules)).toList(),
        base);
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
        candidate(wanted.image(), wanted.tag(), wanted.digest(), candidates);
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
        Background.of(Before.written(null, null)),
        signature);
  }

  /** The push that a version comes from; empty when it was proposed before. */
  static Optional<Candidate> candidate(Change.Version version, List<Candidate> candidates) {
    return candidate(version.image(), version.tag(), version.digest(), candidates);
  }

  private static Optional<Candidate> candidate(
      ImageName image, Tag tag, @Nullable Digest digest, List<Candidate> candidates) {
    return candidates.stream()
        .filter(c -> c.push().image().equals(image))
        .filter(c -> c.push().tag().equals(tag))
        .filter(c -> Objects.equals(digest, c.digest()))
        .findFirst();
  }

  // The rules of the file are known by name; people look for the line.
  private static String source(Bump bump, Function<String, OptionalInt> rules) {
    String start = BotConfig.FILE_NAME + ": ";
    if (!bump.source().startsWith(start)) {
      return bump.source();
    }
    String name = bump.source().substring(start.length());
    OptionalInt line = rules.apply(name);
    return line.isPresent()
        ? BotConfig.FILE_NAME + ":" + line.getAsInt() + ": " + name
        : bump.source();
  }

  private static Change.Place place(Bump bump, Function<String, OptionalInt> rules) {
    return new Change.Place(
        bump.site().image(),
        bump.site().file(),
        bump.site().at().line(),
        bump.site().tag(),
        bump.site().digest(),
        bump.tag(),
        bump.policy().key(),
        source(bump, rules),
        bump.reason());
  }
}
