package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;
import dev.tagboat.bot.image.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ignore} and {@code allow} before a policy. */
final class TagFilter {
  private final @Nullable Pattern allow;
  private final @Nullable Pattern ignore;

  TagFilter(@Nullable String allow, @Nullable String ignore) {
    this.allow = allow == null ? null : Pattern.compile(allow);
    this.ignore = ignore == null ? null : Pattern.compile(ignore);
  }

  /** The refusal; empty when the tag passes. */
  Optional<Decision> refuse(Tag tag) {
    if (ignore != null && ignore.matcher(tag.value()).find()) {
      return Optional.of(
          Decision.no(Rejection.IGNORED, tag + " matches ignore: " + ignore.pattern()));
    }
    if (allow != null && !allow.matcher(tag.value()).find()) {
      return Optional.of(
          Decision.no(Rejection.NOT_ALLOWED, tag + " does not match allow: " + allow.pattern()));
    }
    return Optional.empty();
  }
}
