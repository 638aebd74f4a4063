package dev.tagboat.bot.pull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Title and body of a pull request. GitHub takes titles of up to 256 and bodies of up to 65,536
 * characters (REST API, "Create a pull request"); what does not fit is left out in a fixed order,
 * and the body says so.
 */
public record PullRequestText(String title, String body) {
  private static final int TITLE_MAX = 200;

  /** In bytes, so that it fits wherever bytes are counted: a push option holds no more. */
  private static final int BODY_MAX = 62_000;

  private static final String HELP =
      "Merge it; or close it, and this tag is not proposed again. A newer tag moves this pull"
          + " request while it is open. Commits of yours on this branch are never overwritten.\n\n"
          + "As a comment: `tagboat: rebase`, `tagboat: recreate` (throws away every commit on the"
          + " branch), `tagboat: ignore` (this tag), `tagboat: ignore image`, `tagboat: unignore`"
          + " (takes a no back).";

  /** How much is said, from all to least. */
  enum Level {
    ALL,
    UNFOLDED,
    LINES
  }

  /**
   * @param titleTemplate may hold {@code {image}} and {@code {tag}}; for a change of one image
   * @param state what the body is to remember
   * @param before the body that stands there now, empty when there is none: evidence of a version
   *     that nothing more is known of by now is kept from it
   */
  public static PullRequestText of(
      Change change, String titleTemplate, StateBlock state, String before) {
    return of(change, titleTemplate, state, before, Wording.NONE);
  }

  /** The same, with the words of whoever asks for it before ours. */
  public static PullRequestText of(
      Change change, String titleTemplate, StateBlock state, String before, Wording wording) {
    String given = wording.title();
    String title =
        given != null
            ? wording.filled(given, change)
            : change.images().size() > 1
                ? "Bump " + change.subject()
                : titleTemplate
                    .replace("{image}", change.subject())
                    .replace("{tag}", change.tags());
    String line = title.replaceAll("\\p{Cntrl}", " ");
    String intro = wording.intro(change);
    String body = body(change, state, before, BODY_MAX - Wording.room(intro));
    return new PullRequestText(
        line.length() > TITLE_MAX ? line.substring(0, TITLE_MAX) : line, join(intro, body));
  }

  /**
   * Whether the body says all that can be known of a version already, so that nobody needs to be
   * asked.
   */
  public static boolean isSettled(Comparison compared, String body) {
    return EvidenceText.isSettled(compared, body);
  }

  private static String body(Change change, StateBlock state, String before, int room) {
    LinkBase base = LinkBase.of(change, before);
    Change.Base links = new Change.Base(base.commit(), change.base().pages());
    List<VersionText> versions =
        Comparison.of(change).stream().map(one -> new VersionText(one, links, before)).toList();
    String end =
        join(
            Markdown.folded("What you can do", HELP),
            Checkbox.render(),
            joined(
                "\n", List.of(links.pages() == null ? "" : base.render(), state.render(before))));
    if (versions.size() == 1) {
      return single(change, versions.get(0), end, room);
    }
    GroupText group = new GroupText(change, versions);
    for (Level level : Level.values()) {
      String body = join(group.text(level, versions.size()), end);
      if (fits(body, room)) {
        return body;
      }
    }
    // As many lines as there is room for; the state, which must not get lost, comes first.
    return IntStream.iterate(versions.size() - 1, rows -> rows >= 0, rows -> rows - 1)
        .mapToObj(rows -> join(group.text(Level.LINES, rows), end))
        .filter(body -> fits(body, room))
        .findFirst()
        .orElse(state.render(before));
  }

  private static String single(Change change, VersionText version, String end, int room) {
    for (Level level : List.of(Level.ALL, Level.UNFOLDED)) {
      String body = join(version.lead(change), version.text(level), end);
      if (fits(body, room)) {
        return body;
      }
    }
    return join(version.lead(change), end);
  }

  private static boolean fits(String body, int room) {
    return body.length() <= room && body.getBytes(StandardCharsets.UTF_8).length <= room;
  }

  private static String join(String... parts) {
    return joined("\n\n", List.of(parts));
  }

  static String joined(String between, List<String> parts) {
    List<String> filled = new ArrayList<>(parts);
    filled.removeIf(String::isEmpty);
    return String.join(between, filled);
  }
}
