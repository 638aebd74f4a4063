package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.image.TagText;
import java.util.List;
import java.util.Optional;

/**
 * {@code ignore} and {@code allow} before a policy. An expression is found anywhere in the tag.
 *
 * @param allow one of these must match; empty allows every tag
 * @param ignore none of these may match, whatever {@code allow} says
 */
record TagFilter(List<Pattern> allow, List<Pattern> ignore) {
  static final TagFilter NONE = new TagFilter(List.of(), List.of());

  TagFilter {
    allow = List.copyOf(allow);
    ignore = List.copyOf(ignore);
  }

  /** The refusal; empty when the tag passes. */
  Optional<Decision> refuse(TagText tag) {
    Optional<Pattern> ignored = find(ignore, tag);
    if (ignored.isPresent()) {
      return Optional.of(
          Decision.no(Rejection.IGNORED, tag + " matches ignore: " + ignored.get().pattern()));
    }
    if (!allow.isEmpty() && find(allow, tag).isEmpty()) {
      return Optional.of(
          Decision.no(Rejection.NOT_ALLOWED, tag + " does not match allow: " + texts()));
    }
    return Optional.empty();
  }

  private String texts() {
    return String.join(" or ", allow.stream().map(Pattern::pattern).toList());
  }

  private static Optional<Pattern> find(List<Pattern> patterns, TagText tag) {
    return patterns.stream().filter(pattern -> pattern.matcher(tag.value()).find()).findFirst();
  }
}
