package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people ask for in a comment: a line of its own that begins with {@code tagboat:}. */
public sealed interface Command {
  /** The line, without the word before the colon; indented further, it is code. */
  Pattern LINE = Pattern.compile("(?im)^ {0,3}tagboat:[ \\t]*([^\\r\\n]*?)[ \\t]*$");

  /** Blocks of code in Markdown, an open one to the end: what stands there is shown, not said. */
  Pattern CODE = Pattern.compile("(?ms)^ {0,3}(```+|~~~+).*?(?:^ {0,3}\\1[`~]*[ \\t]*$|\\z)");

  /** What nobody sees, such as the hints of a template; an open one to the end. */
  Pattern HIDDEN = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");

  /** One commit on a fresh base, unless somebody else has committed. */
  record Rebase() implements Command {}

  /** The same, throwing away whatever is on the branch. */
  record Recreate() implements Command {}

  /**
   * Not this.
   *
   * @param whole no tag of the image at all, instead of the one that is proposed
   * @param name which image: its name or the end of it; null for every one of the pull request
   */
  record Ignore(boolean whole, @Nullable String name) implements Command {

    /** What of {@code proposed} is meant, as in {@link StateBlock#ignored}. */
    List<String> of(List<ImageReference> proposed) {
      return proposed.stream()
          .filter(this::means)
          .map(reference -> whole ? reference.name().toString() : reference.toString())
          .distinct()
          .toList();
    }

    private boolean means(ImageReference reference) {
      return named(reference.name(), name);
    }
  }

  /**
   * Takes back what was ignored, and the no of a pull request that was closed by hand.
   *
   * @param name which image: its name or the end of it; null for all
   */
  record Unignore(@Nullable String name) implements Command {
    boolean means(ImageName image) {
      return named(image, name);
    }
  }

  /** Meant for us, but not understood. */
  record Unknown() implements Command {}

  /**
   * The commands of a comment, in their order. Lines that are quoted, hidden or in a block of code
   * are none.
   */
  static List<Command> parse(String comment) {
    return LINE.matcher(said(comment)).results().map(line -> one(line.group(1))).toList();
  }

  private static Command one(String text) {
    Matcher ignore =
        Pattern.compile("(un)?ignore(?: (?:this )?(?:(tag)|(image)))?(?: (\\S+))?")
            .matcher(text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    if (ignore.matches()) {
      return ignore.group(1) == null
          ? new Ignore(ignore.group(3) != null, ignore.group(4))
          : new Unignore(ignore.group(4));
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "rebase" -> new Rebase();
      case "recreate" -> new Recreate();
      default -> new Unknown();
    };
  }

  private static boolean named(ImageName image, @Nullable String name) {
    return name == null || ("/" + image).endsWith("/" + name);
  }

  /** Whether a comment is worth asking who may write. */
  static boolean isIn(String comment) {
    return LINE.matcher(said(comment)).find();
  }

  private static String said(String comment) {
    return HIDDEN.matcher(CODE.matcher(comment).replaceAll("")).replaceAll("");
  }
}
