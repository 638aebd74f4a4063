package dev.tagboat.bot.run;

import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.policy.ImageFacts;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.SignatureRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one plan may know: the rest, and who signed an image by the keys of one commit, each asked
 * once. Trouble with the registry is thrown, never taken for "not signed".
 */
final class SignatureFacts implements Knowledge {
  /** The least that lies between two looks for a signature that is not there yet. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private final Knowledge others;
  private final Signatures signatures;
  private final KeyFiles keys;
  private final List<Candidate> candidates;
  private final Instant now;
  private final Map<Asked, SignatureVerdict> known = new HashMap<>();

  private record Asked(ImageName image, Digest digest, Verification wanted) {}

  /**
   * @param candidates of which some may be so new that their signatures are still to come
   */
  SignatureFacts(
      Knowledge others,
      Signatures signatures,
      KeyFiles keys,
      List<Candidate> candidates,
      Instant now) {
    this.others = others;
    this.signatures = signatures;
    this.keys = keys;
    this.candidates = candidates;
    this.now = now;
  }

  @Override
  public ImageFacts of(ImageName image) {
    return others.of(image);
  }

  @Override
  public SignatureVerdict signature(ImageName image, Digest digest, Verification wanted) {
    Asked asked = new Asked(image, digest, wanted);
    SignatureVerdict verdict = known.get(asked);
    if (verdict == null) {
      verdict =
          signatures
              .lookup()
              .of(image, digest, SignatureRule.of(wanted, keys, signatures.sigstore()));
      if (verdict instanceof SignatureVerdict.Unsigned) {
        verdict = new SignatureVerdict.Unsigned(again(image, digest));
      }
      known.put(asked, verdict);
    }
    return verdict;
  }

  // The longer it is missing, the longer until the next look.
  private @Nullable Instant again(ImageName image, Digest digest) {
    return candidates.stream()
        .filter(c -> c.push().image().equals(image) && digest.equals(c.digest()))
        .flatMap(c -> seen(c).stream())
        .map(seen -> Duration.between(seen, now))
        .filter(age -> !age.isNegative() && age.compareTo(signatures.patience()) < 0)
        .min(Comparator.naturalOrder())
        .map(age -> now.plus(age.compareTo(SHORTEST) < 0 ? SHORTEST : age))
        .orElse(null);
  }

  private static Optional<Instant> seen(Candidate candidate) {
    return candidate.evidence() instanceof ImageEvidence.Seen seen
        ? Optional.of(seen.at())
        : Optional.ofNullable(candidate.push().pushedAt());
  }
}
