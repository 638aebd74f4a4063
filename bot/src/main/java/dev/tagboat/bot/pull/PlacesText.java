package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.WebPages;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where something changes, and by which rule. */
final class PlacesText {
  private static final int SHOWN = 5;
  private static final int FOLDED = 60;
  private static final int MAX_REASONS = 3;

  /** {@code file:line[:column]: what}. */
  private static final Pattern WRITTEN = Pattern.compile("(.+?):(\\d{1,9})(?::\\d{1,9})?: .*");

  /** Not every renderer takes any code span for the text of a link. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._/+-]+");

  private final Change.Base base;

  /**
   * @param base what links lead to
   */
  PlacesText(Change.Base base) {
    this.base = base;
  }

  /** All of them, what is too much for a glance folded. */
  String where(List<Change.Place> places, Before compared) {
    String shown =
        places.stream()
            .limit(SHOWN)
            .map(place -> described(place, compared))
            .collect(Collectors.joining(", "));
    if (places.size() <= SHOWN) {
      return "**Where:** " + shown;
    }
    List<Change.Place> rest = places.subList(SHOWN, places.size());
    String list =
        rest.stream()
            .limit(FOLDED)
            .map(place -> "- " + described(place, compared))
            .collect(Collectors.joining("\n"));
    int more = rest.size() - FOLDED;
    return "**Where:** "
        + shown
        + "\n\n"
        + Markdown.folded(
            "and " + Figures.count(rest.size(), "more place"),
            list + (more > 0 ? "\n- … and " + more + " more" : ""));
  }

  private String described(Change.Place place, Before compared) {
    boolean same = place.before().equals(Before.written(compared.tag(), place.fromDigest()));
    return same
        ? link(place)
        : link(place)
            + " (from "
            + (place.from() == null ? "no tag" : Markdown.code(place.from().value()))
            + ")";
  }

  private String link(Change.Place place) {
    return link(place.file(), place.line());
  }

  private String link(String file, int line) {
    String shown = Markdown.code(file + ":" + line);
    WebPages pages = base.pages();
    // Without https it is the embedded forge, which has no pages of files.
    if (pages == null || !pages.scheme().equals("https")) {
      return shown;
    }
    String url = pages.line(base.commit(), file, line);
    return PLAIN.matcher(file).matches()
        ? Markdown.link(shown, url)
        : shown + " (" + Markdown.link("link", url) + ")";
  }

  /** Which policies accepted it, and where that is written. */
  String why(List<Change.Place> places) {
    List<String> reasons = places.stream().map(this::reason).distinct().toList();
    return "**Why:** "
        + reasons.stream().limit(MAX_REASONS).collect(Collectors.joining("; "))
        + (reasons.size() > MAX_REASONS
            ? "; and " + (reasons.size() - MAX_REASONS) + " more reasons"
            : "");
  }

  private String reason(Change.Place place) {
    return "policy "
        + Markdown.code(place.policy())
        + written(place.source())
        + ": "
        + Markdown.plain(place.reason());
  }

  private String written(@Nullable String source) {
    if (source == null || source.isEmpty()) {
      return "";
    }
    Matcher matcher = WRITTEN.matcher(source);
    return matcher.matches()
        ? ", written in " + link(matcher.group(1), Integer.parseInt(matcher.group(2)))
        : " (" + Markdown.plain(source) + ")";
  }
}
