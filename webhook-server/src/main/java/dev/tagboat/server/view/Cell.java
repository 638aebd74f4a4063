package dev.tagboat.server.view;

import dev.tagboat.server.inbox.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image in a place.
 *
 * @param why the verdict in a sentence
 * @param running the tags, or digests without a tag, that the cluster says run; empty when it does
 *     not say
 * @param ready {@code 3/3}; empty when not known
 * @param git what the config repo asks for; null when not known
 * @param gitSource where that comes from
 * @param newest the newest push that the config repo was told of and did not refuse; null when
 *     there is none
 * @param drifted how many objects that run it are otherwise than git says
 */
public record Cell(
    Verdict verdict,
    String why,
    List<String> running,
    String ready,
    @Nullable String git,
    String gitSource,
    @Nullable Standing newest,
    int drifted) {
  public Cell {
    running = List.copyOf(running);
  }

  /** Whether the newest tag is another one than what runs, or than git has where none reports. */
  public boolean isBehind() {
    return newest != null
        && (running.isEmpty() ? !newest.isInGit() : !running.contains(newest.tag()));
  }

  /** Where the newest tag is: what was merged may have been taken back in git since. */
  public String newestIs() {
    if (newest == null || !newest.isInGit()) {
      return "newest";
    }
    String known = git;
    boolean there = known == null || List.of(known.split(", ", -1)).contains(newest.tag());
    return there ? "in git" : "merged once";
  }

  /** When something happened to the newest push; null when there is none. */
  public @Nullable Instant since() {
    return newest == null ? null : newest.since();
  }

  /** What to show first. */
  public String head() {
    return running.isEmpty() ? (git == null ? "not known" : git) : running.get(0);
  }

  /** How many further tags run. */
  public int others() {
    return Math.max(0, running.size() - 1);
  }

  /** How many it takes about in a page. */
  int bytes() {
    int known = 250 + 2 * Portion.bytes(head()) + Portion.bytes(why) + ready.length();
    if (newest == null || !isBehind()) {
      return known;
    }
    int link = Portion.bytes(String.valueOf(newest.pullRequestUrl()));
    return known + 200 + 2 * Portion.bytes(newest.tag()) + link;
  }

  /**
   * @param text in lower case
   */
  boolean mentions(String text) {
    return running.stream().anyMatch(tag -> contains(tag, text))
        || (git != null && contains(git, text))
        || (newest != null && contains(newest.tag(), text));
  }

  private static boolean contains(String tag, String text) {
    return tag.toLowerCase(Locale.ROOT).contains(text);
  }
}
