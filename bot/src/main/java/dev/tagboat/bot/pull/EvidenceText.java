package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.policy.VersionStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the body says of one version, kept from one look to the next: first a line for who is in a
 * hurry, then what is odd, then a table, then what is folded.
 */
final class EvidenceText {
  /** What every warning begins with. */
  static final String WARNS = "- ⚠️ ";

  private static final String FOLDED = "\n\n<details>";
  private static final int MAX_SUBJECT = 100;
  private static final int MAX_REASON = 160;

  private final Comparison compared;
  private final KeptText kept;

  /**
   * @param before the body that stands there now
   */
  EvidenceText(Comparison compared, String before) {
    this.compared = compared;
    KeptText now =
        new KeptText(
            "evidence",
            key(compared),
            facts(compared.version()),
            compared.version().background().settled(),
            text());
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

  private String text() {
    List<String> parts = new ArrayList<>();
    parts.add(headline());
    parts.add(
        String.join(
            "\n", compared.warnings().stream().map(one -> WARNS + one.sentence()).toList()));
    parts.add(ComparisonTable.of(compared));
    parts.add(commits());
    parts.add(more());
    return String.join("\n\n", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private String headline() {
    List<String> parts = new ArrayList<>();
    compared.step().map(EvidenceText::step).ifPresent(parts::add);
    compared
        .built()
        .ifPresent(
            now ->
                parts.add(
                    compared
                        .builtBefore()
                        .map(old -> age(old, now))
                        .orElseGet(() -> "built " + Figures.time(now))));
    compared
        .sizes()
        .ifPresent(
            sizes ->
                Optional.ofNullable(sizes.from())
                    .ifPresent(from -> parts.add(Figures.growth(from, sizes.to()))));
    range().ifPresent(parts::add);
    Signature signature = compared.version().background().signature();
    if (signature.status() != Signature.Status.UNKNOWN) {
      parts.add(Markdown.plain(signature.words()));
    }
    if (compared.before().isGone()) {
      parts.add("the old image is no longer readable");
    }
    if (compared.version().seen() instanceof ImageEvidence.Missing missing) {
      parts.add(
          "nothing more is known of the image: "
              + Markdown.plain(Markdown.shortened(missing.reason(), MAX_REASON)));
    }
    return parts.isEmpty() ? "nothing odd about it" : String.join(" · ", parts);
  }

  private static String age(Instant old, Instant now) {
    return old.equals(now)
        ? "built at the same time"
        : Figures.span(old, now) + (now.isBefore(old) ? " older" : " newer");
  }

  private static String step(VersionStep step) {
    String part =
        step.part() == VersionStep.Part.PRERELEASE
            ? ""
            : step.part().name().toLowerCase(Locale.ROOT);
    String named = step.part() == VersionStep.Part.MAJOR ? "**major**" : part;
    String what =
        Stream.of(named, step.prerelease() ? "pre-release" : part.isEmpty() ? "same version" : "")
            .filter(word -> !word.isEmpty())
            .reduce((a, b) -> a + " " + b)
            .orElse("");
    return step.back() ? what + ", backwards" : what;
  }

  private Optional<String> range() {
    CommitRange commits = compared.version().background().commits();
    String text = commits == null ? "commits" : Figures.count(commits.total(), "commit");
    SourceRange source = compared.source();
    if (source.from() != null && source.from().equals(source.to())) {
      return Optional.of("same commit");
    }
    return source.link().map(url -> Markdown.link(text, url));
  }

  private String commits() {
    CommitRange range = compared.version().background().commits();
    if (range == null || range.some().isEmpty()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    range.some().forEach(commit -> lines.add("- " + commit(commit)));
    int more = range.total() - range.some().size();
    if (more > 0) {
      lines.add("- … and " + more + " more");
    }
    return folded(Figures.count(range.total(), "commit"), String.join("\n", lines));
  }

  private String commit(CommitRange.Commit commit) {
    WebPages pages = compared.source().pages();
    String subject = Markdown.plain(Markdown.shortened(commit.subject(), MAX_SUBJECT));
    if (pages == null || !WebPages.isCommit(commit.id())) {
      return subject;
    }
    String id = Markdown.code(SourceRange.abbreviated(commit.id()));
    return Markdown.link(id, pages.at(commit.id())) + " " + subject;
  }

  private String more() {
    List<String> lines = new ArrayList<>();
    whole("from", compared.before().digest()).ifPresent(lines::add);
    whole("to", compared.version().digest()).ifPresent(lines::add);
    if (compared.version().seen() instanceof ImageEvidence.Seen seen) {
      for (String name : ImageEvidence.CLAIMS) {
        SourceRange.claim(seen, name)
            .filter(value -> !name.equals("created"))
            .ifPresent(value -> lines.add("- " + name + ": " + Markdown.code(value)));
      }
      if (!seen.command().equals(ImageEvidence.Command.UNKNOWN)) {
        lines.add("- user: " + Warnings.user(seen.command()));
        lines.add("- entry point: " + Markdown.words(seen.command().entrypoint()));
        lines.add("- command: " + Markdown.words(seen.command().arguments()));
      }
      beside(seen).ifPresent(lines::add);
      seen.gaps().forEach(gap -> lines.add("- not read: " + Markdown.plain(gap)));
    }
    return lines.isEmpty()
        ? ""
        : folded(
            "Whole digests, and what the image says of itself (not verified)",
            String.join("\n", lines));
  }

  private static Optional<String> whole(String name, @Nullable Digest digest) {
    return Optional.ofNullable(digest).map(one -> "- " + name + ": " + Markdown.code(one.value()));
  }

  private static Optional<String> beside(ImageEvidence.Seen seen) {
    List<Kind> kinds = seen.attachments().stream().map(Attachment::kind).distinct().toList();
    List<String> shown = new ArrayList<>();
    for (Kind kind : List.of(Kind.SIGNATURE, Kind.ATTESTATION, Kind.SBOM)) {
      if (kinds.contains(kind)) {
        shown.add(kind == Kind.SBOM ? "SBOM" : kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of("- beside it, not checked: " + String.join(", ", shown));
  }

  static String folded(String summary, String text) {
    return "<details><summary>" + summary + "</summary>\n\n" + text + "\n\n</details>";
  }
}
