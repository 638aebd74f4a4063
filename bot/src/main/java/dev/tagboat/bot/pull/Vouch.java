package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.SignatureVerdict;
import java.util.List;
import java.util.Optional;

/** What is said of a commit in one line: how all that it proposes was verified. */
public final class Vouch {
  private Vouch() {}

  /** Empty when nobody asked the registry about one of them: then nothing is said. */
  public static Optional<String> of(List<Change.Version> versions) {
    if (versions.stream().anyMatch(version -> version.digest() == null)) {
      return Optional.empty();
    }
    List<String> proofs =
        versions.stream()
            .map(Change.Version::signature)
            .filter(SignatureVerdict::isVerified)
            .map(SignatureVerdict::sentence)
            .toList();
    List<String> ways = proofs.stream().distinct().toList();
    if (proofs.isEmpty()) {
      return Optional.of("digest confirmed at registry, no signature rule");
    }
    return Optional.of(
        proofs.size() == versions.size() && ways.size() == 1
            ? ways.get(0)
            : "digests confirmed at registry; "
                + proofs.size()
                + " of "
                + versions.size()
                + " signed as their rules ask");
  }
}
