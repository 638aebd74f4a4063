package dev.tagboat.bot.pull;

import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.image.ImageReference;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The message of our one commit. Its trailers {@code Tagboat-Image} say what the branch proposes: a
 * commit cannot be edited in place, so this is what a later run trusts.
 */
public final class CommitMessage {
  private static final String TRAILER = "Tagboat-Image: ";
  private static final int MAX_PLACES = 50;

  private CommitMessage() {}

  /** Subject, places, trailer; the same change always gives the same message. */
  public static String of(Change change) {
    return of(change, Wording.NONE);
  }

  /** The same in the words of whoever asks for it. */
  public static String of(Change change, Wording wording) {
    StringBuilder out = new StringBuilder();
    boolean many = change.images().size() > 1;
    out.append(start(change, wording)).append("\n\n");
    change.places().stream().limit(MAX_PLACES).forEach(place -> line(out, place, many));
    if (change.places().size() > MAX_PLACES) {
      out.append("and ").append(change.places().size() - MAX_PLACES).append(" more places\n");
    }
    out.append('\n');
    change.references().forEach(text -> out.append(TRAILER).append(text).append('\n'));
    Identity signer = wording.signer();
    if (signer != null) {
      out.append("Signed-off-by: " + signer.name() + " <" + signer.email() + ">\n");
    }
    return out.toString();
  }

  private static String start(Change change, Wording wording) {
    String given = wording.message();
    if (given != null) {
      return withoutTrailers(wording.filled(given, change));
    }
    String subject = "Bump " + clean(change.subject());
    return change.images().size() > 1 ? subject : subject + " to " + change.tags();
  }

  // What proposes is what we wrote, never what was put in.
  private static String withoutTrailers(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith(TRAILER.strip()))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /** What a commit of ours proposes; empty when the message has no such trailer. */
  public static List<ImageReference> proposes(String message) {
    return message
        .lines()
        .filter(line -> line.startsWith(TRAILER))
        .flatMap(line -> ImageReference.parse(line.substring(TRAILER.length()).strip()).stream())
        .toList();
  }

  private static void line(StringBuilder out, Change.Place place, boolean many) {
    out.append("- ").append(clean(place.file())).append(':').append(place.line());
    if (many) {
      out.append(' ').append(place.image());
    }
    out.append(" from ").append(place.from() == null ? "no tag" : place.from());
    out.append(" to ").append(place.to()).append('\n');
  }

  // A path such as closes#12.yaml must not close an issue when the commit is merged.
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("#", "\u200b#\u200b");
  }
}
