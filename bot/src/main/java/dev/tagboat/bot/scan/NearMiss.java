package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.PolicyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comments that mean to be {@code # tagboat: …} and are not. Prose that names Tagboat is none. */
final class NearMiss {
  /** The word as it is searched for; the first letter may be a capital one. */
  static final List<String> WORDS = List.of("agboat", "AGBOAT");

  private static final Pattern LATE = Pattern.compile("#.*[ \\t]#+[ \\t]*[Tt]agboat:.*");

  /** A line of YAML that is commented out, with its comment. */
  private static final Pattern COMMENTED_OUT =
      Pattern.compile("#+[ \\t]*(?:-[ \\t].*|[\"']?[\\w./-]+[\"']?:[ \\t].*)");

  private static final Pattern MISSPELT =
      Pattern.compile(
          "#+[ \\t]*tagboat[ \\t]*(?::.*|[;=,./-]?[ \\t]*(?:ignore\\b.*|(?:"
              + Arrays.stream(PolicyKind.values())
                  .map(PolicyKind::key)
                  .collect(Collectors.joining("|"))
              + ")[ \\t]*(?:[~^<>=!*#\"'\\d].*|v\\d.*|[a-z-]+=.*|prerelease\\b.*)?"
              + "|[a-z-]+=.*))",
          Pattern.CASE_INSENSITIVE);

  private NearMiss() {}

  /**
   * Why a comment has no effect; empty when it does not mean to be a rule.
   *
   * @param comment with its {@code #}; none of {@link Markers#isOwn ours}
   * @param alone whether nothing else stands on its line
   */
  static Optional<String> trouble(String comment, boolean alone) {
    @Nullable String demand = null;
    if (MISSPELT.matcher(comment).matches()) {
      demand = "it must begin with # tagboat: in small letters and with the colon.";
    } else if (LATE.matcher(comment).matches()
        && !(alone && COMMENTED_OUT.matcher(comment).matches())) {
      demand =
          "# tagboat: must be the first words of a comment. Put it first, or on a line of its own"
              + " right above.";
    }
    return Optional.ofNullable(demand).map(sentence -> "this comment has no effect: " + sentence);
  }
}
