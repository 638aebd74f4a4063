package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.ImageEvidence;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What two images say of the commits that they were built from. Their builders wrote it, or those
 * of their base images.
 *
 * @param pages of the source repository; null when it is not named, or not at a place that is
 *     linked to
 * @param from the commit of the old image; null when it does not say
 * @param to the commit of the new image; null when it does not say
 * @param moved whether the two name different repositories
 */
public record SourceRange(
    @Nullable WebPages pages, @Nullable String from, @Nullable String to, boolean moved) {
  private static final int SHORT = 7;

  /**
   * @param ours where the config repo's own pages are
   */
  public static SourceRange of(ImageEvidence before, ImageEvidence after, @Nullable WebPages ours) {
    Optional<String> old = claim(before, "source");
    Optional<String> now = claim(after, "source");
    WebPages pages = now.flatMap(url -> WebPages.claimed(url, ours)).orElse(null);
    boolean moved = old.isPresent() && now.isPresent() && !bare(old.get()).equals(bare(now.get()));
    return new SourceRange(pages, commit(before), commit(after), moved);
  }

  /** The value that an image gives under a name. */
  static Optional<String> claim(ImageEvidence evidence, String name) {
    return evidence instanceof ImageEvidence.Seen seen
        ? Optional.ofNullable(seen.claims().get(name)).map(ImageEvidence.Claim::value)
        : Optional.empty();
  }

  private static @Nullable String commit(ImageEvidence evidence) {
    return claim(evidence, "revision")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(WebPages::isCommit)
        .orElse(null);
  }

  private static String bare(String url) {
    return url.toLowerCase(Locale.ROOT)
        .replaceFirst("^(?:https?://|git\\+https://|ssh://git@|git@)", "")
        .replaceFirst("#.*$", "")
        .replaceFirst("(?:\\.git)?/*$", "")
        .replace(':', '/');
  }

  /** Whether there is something between the two, in one repository. */
  public boolean isRange() {
    return from != null && to != null && !from.equals(to) && !moved;
  }

  /** The page that shows what came between. */
  public Optional<String> link() {
    return pages != null && from != null && to != null && isRange()
        ? pages.between(from, to)
        : Optional.empty();
  }

  static String abbreviated(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }
}
