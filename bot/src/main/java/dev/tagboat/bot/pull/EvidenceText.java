package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the body says of one version, kept from one look to the next: first a line for who is in a
 * hurry, then what is odd, then a table, then what is folded.
 */
final class EvidenceText {
  /** What every warning begins with. */
  static final String WARNS = "- ⚠️ ";

  private static final String FOLDED = "\n\n<details>";

  private final KeptText kept;

  /**
   * @param before the body that stands there now
   */
  EvidenceText(Comparison compared, String before) {
    KeptText now =
        new KeptText(
            "evidence",
            key(compared),
            facts(compared.version()),
            compared.version().background().settled(),
            EvidenceWords.of(compared));
    this.kept =
        KeptText.find("evidence", now.key(), before).filter(old -> holds(old, now)).orElse(now);
  }

  /** Whether the evidence that is in the body would not be found again, or not better. */
  static boolean isSettled(Comparison compared, String before) {
    return KeptText.find("evidence", key(compared), before)
        .filter(old -> old.whole() && old.facts().equals(facts(compared.version())))
        .isPresent();
  }

  // What was said of a digest still holds, as long as nothing else is known of it by now.
  private static boolean holds(KeptText old, KeptText now) {
    return now.facts().equals(KeptText.NO_FACTS)
        || (old.facts().equals(now.facts()) && (old.whole() || !now.whole()));
  }

  private static String key(Comparison compared) {
    Before before = compared.before();
    Optional<Change.Place> place =
        compared.places().stream()
            .filter(one -> Objects.equals(one.from(), before.tag()))
            .findFirst();
    Digest written = place.map(Change.Place::fromDigest).orElse(null);
    return KeptText.hash(
        compared.version().reference() + " from " + before.tag() + "@" + written, 16);
  }

  // Without when it was read and what could not be: neither is about the image.
  private static String facts(Change.Version version) {
    if (!(version.seen() instanceof ImageEvidence.Seen seen)) {
      return KeptText.NO_FACTS;
    }
    return KeptText.hash(
        Stream.of(
                seen.digest(),
                seen.mediaType(),
                Comparison.platforms(seen),
                seen.created(),
                new TreeMap<>(seen.claims()),
                seen.command(),
                seen.attachments(),
                version.background().claimed(),
                version.background().signature())
            .map(String::valueOf)
            .toList()
            .toString(),
        8);
  }

  /** The line for who is in a hurry. */
  String summary() {
    return kept.text().lines().findFirst().orElse("");
  }

  /** What is odd, each Markdown without the mark in front. */
  List<String> warnings() {
    return kept.text()
        .lines()
        .filter(line -> line.startsWith(WARNS))
        .map(line -> line.substring(WARNS.length()))
        .toList();
  }

  /** All of it. */
  String whole() {
    return kept.block();
  }

  /** Without what is folded. */
  String unfolded() {
    int fold = kept.text().indexOf(FOLDED);
    return fold < 0 ? kept.block() : kept.saying(kept.text().substring(0, fold), false).block();
  }

  /** On one line, for a cell of a table. */
  String line() {
    StringBuilder line = new StringBuilder(summary());
    warnings().forEach(said -> line.append(" · ⚠️ ").append(said.replace("|", "\\|")));
    boolean all = kept.text().equals(summary());
    return kept.saying(line.toString(), all).inline();
  }
}
