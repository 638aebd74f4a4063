package dev.tagboat.server.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of pushes as they come from outside. */
final class PushId {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private PushId() {}

  static Optional<String> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
