package dev.tagboat.bot.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.tagboat.bot.config.RegularExpression;
import dev.tagboat.bot.image.TagText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a tag a policy compares. Either an expression with a group, or a template over what
 * {@code allow} found. The tag itself is what gets written.
 *
 * @param pattern what is looked for in the tag
 * @param template over its match; null where {@code group} is meant
 * @param group of the pattern; where a template is given, of no meaning
 */
record Extract(Pattern pattern, @Nullable String template, int group) {

  /**
   * An expression if it is one with a group, else a template.
   *
   * @throws IllegalArgumentException when it is neither, or a template without {@code allow}
   */
  static Extract parse(String text, @Nullable String allow) {
    @Nullable Pattern pattern = expression(text);
    if (pattern != null && pattern.groupCount() > 0) {
      return new Extract(pattern, null, group(pattern));
    }
    if (text.indexOf('$') < 0) {
      throw new IllegalArgumentException(
          "extract must be an expression with a group, such as ^v(.+)$, or a template, such as $1");
    }
    if (allow == null) {
      throw new IllegalArgumentException(
          "extract is a template, and there is no allow whose groups it could take");
    }
    return template(RegularExpression.compile(allow), text);
  }

  /** The template is all that is compared, whatever it looks like. */
  static Extract template(Pattern pattern, String template) {
    return new Extract(pattern, template, 0);
  }

  /** Null when it can only be a template. */
  private static @Nullable Pattern expression(String text) {
    try {
      return RegularExpression.compile(text);
    } catch (IllegalArgumentException e) {
      // A bracket is a sign that an expression was meant, and that its fault is to be told.
      if (text.indexOf('(') >= 0 || text.indexOf('$') < 0) {
        throw new IllegalArgumentException(
            "extract is not a regular expression (RE2 syntax): " + e.getMessage(), e);
      }
      return null;
    }
  }

  /** The only named group, else the first one. */
  private static int group(Pattern pattern) {
    return pattern.namedGroups().size() == 1 ? pattern.namedGroups().values().iterator().next() : 1;
  }

  /** Empty when there is nothing to compare. */
  Optional<String> from(TagText tag) {
    Matcher matcher = pattern.matcher(tag.value());
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = template == null ? matcher.group(group) : Expansion.of(template, matcher);
    return Optional.ofNullable(text).filter(taken -> !taken.isEmpty());
  }
}
