package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two sides of a version beside each other, one fact a row. */
final class ComparisonTable {
  private static final int MAX_PLATFORMS = 8;
  private static final String NOTHING = "–";

  private final Comparison compared;
  private final StringBuilder out = new StringBuilder();

  private ComparisonTable(Comparison compared) {
    this.compared = compared;
  }

  static String of(Comparison compared) {
    ComparisonTable table = new ComparisonTable(compared);
    table.out.append("| | from | to |\n|---|---|---|\n");
    table.row("tag", table.tag(compared.before().tag()), table.tag(compared.version().tag()));
    table.row("digest", table.digestBefore(), table.digest(compared.version().digest()));
    table.row("built", time(compared.builtBefore()), table.built());
    table.platforms();
    table.sizes();
    table.commits();
    table.signature();
    return table.out.toString().stripTrailing();
  }

  private void row(String name, String from, String to) {
    if (!(from.isEmpty() && to.isEmpty())) {
      out.append("| ").append(name).append(" | ").append(filled(from));
      out.append(" | ").append(filled(to)).append(" |\n");
    }
  }

  private static String filled(String cell) {
    return cell.isEmpty() ? NOTHING : cell;
  }

  private String tag(@Nullable Tag tag) {
    return tag == null ? "" : Markdown.cell(tag.value());
  }

  private String digest(@Nullable Digest digest) {
    return digest == null ? "" : Markdown.digest(digest);
  }

  private String digestBefore() {
    Before before = compared.before();
    String digest = digest(before.digest());
    return before.isGone() ? (digest + " no longer readable").strip() : digest;
  }

  private static String time(Optional<Instant> time) {
    return time.map(Figures::time).orElse("");
  }

  private String built() {
    String time = time(compared.built());
    return compared
        .builtBefore()
        .filter(old -> !time.isEmpty())
        .map(old -> time + ", " + later(old, compared.built().orElse(old)))
        .orElse(time);
  }

  static String later(Instant old, Instant now) {
    return old.equals(now)
        ? "at the same time"
        : Figures.span(old, now) + (now.isBefore(old) ? " earlier" : " later");
  }

  private void platforms() {
    List<String> from = Comparison.platforms(compared.before().seen());
    List<String> to = Comparison.platforms(compared.version().seen());
    boolean both = !from.isEmpty() && !to.isEmpty();
    row(
        "platforms",
        list(from, both ? to : from, " (lost)"),
        both && List.copyOf(from).equals(to) ? "the same" : list(to, both ? from : to, " (new)"));
  }

  private static String list(List<String> names, List<String> others, String otherwise) {
    List<String> shown = new ArrayList<>();
    for (String name : names.stream().limit(MAX_PLATFORMS).toList()) {
      shown.add(Markdown.cell(name) + (others.contains(name) ? "" : otherwise));
    }
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private void sizes() {
    compared
        .sizes()
        .ifPresent(
            sizes -> {
              Long from = sizes.from();
              row(
                  "size" + (sizes.platform() == null ? "" : " " + Markdown.cell(sizes.platform())),
                  from == null ? "" : Figures.size(from),
                  Figures.size(sizes.to())
                      + (from == null
                          ? ""
                          : ", "
                              + Figures.growth(from, sizes.to())
                              + Figures.percent(from, sizes.to())));
            });
  }

  private void commits() {
    SourceRange source = compared.source();
    row("commit", commit(source.from()), commit(source.to()));
  }

  private String commit(@Nullable String id) {
    WebPages pages = compared.source().moved() ? null : compared.source().pages();
    if (id == null) {
      return "";
    }
    String shown = Markdown.cell(SourceRange.abbreviated(id));
    return pages == null ? shown : Markdown.link(shown, pages.at(id));
  }

  private void signature() {
    if (compared.version().seen() instanceof ImageEvidence.Seen) {
      row("signature", "", Markdown.plain(compared.version().background().signature().words()));
    }
  }
}
