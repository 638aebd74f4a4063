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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of one version, in the order in which a reviewer wants it. */
final class EvidenceWords {
  private static final int MAX_SUBJECT = 100;
  private static final int MAX_REASON = 160;
  private static final int MAX_GAPS = 5;

  private final Comparison compared;

  private EvidenceWords(Comparison compared) {
    this.compared = compared;
  }

  static String of(Comparison compared) {
    return new EvidenceWords(compared).text();
  }

  private String text() {
    List<String> parts = new ArrayList<>();
    parts.add(headline());
    parts.add(
        String.join(
            "\n",
            compared.warnings().stream().map(one -> EvidenceText.WARNS + one.sentence()).toList()));
    parts.add(ComparisonTable.of(compared));
    parts.add(commits());
    parts.add(more());
    return String.join("\n\n", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private String headline() {
    List<String> parts = new ArrayList<>();
    compared.step().map(EvidenceWords::step).ifPresent(parts::add);
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
    return Markdown.folded(Figures.count(range.total(), "commit"), String.join("\n", lines));
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
      seen.gaps().stream()
          .limit(MAX_GAPS)
          .map(gap -> "- not read: " + Markdown.plain(Markdown.shortened(gap, MAX_REASON)))
          .forEach(lines::add);
    }
    return lines.isEmpty()
        ? ""
        : Markdown.folded(
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
}
