package dev.tagboat.bot.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How many more requests a registry allows, as its answers say: {@code RateLimit-Remaining} and
 * {@code RateLimit-Reset} (Docker Hub's {@code 76;w=21600} has no reset), or the one header {@code
 * RateLimit} of later drafts (draft-ietf-httpapi-ratelimit-headers-07: {@code remaining=5,
 * reset=30}; -08 and on: {@code "default";r=5;t=30}).
 *
 * @param reset how long until there are more; empty when the registry does not say
 */
record RateLimit(long remaining, Optional<Duration> reset) {
  private static final long MAX_SECONDS = Duration.ofHours(1).toSeconds();
  private static final Pattern NUMBER = Pattern.compile("\\s*([0-9]{1,9})\\b.*");
  private static final Pattern LEFT = Pattern.compile("\\b(?:r|remaining)\\s*=\\s*([0-9]{1,9})\\b");
  private static final Pattern RESET = Pattern.compile("\\b(?:t|reset)\\s*=\\s*([0-9]{1,9})\\b");

  /** Empty when the answer says nothing of it. */
  static Optional<RateLimit> of(Response response) {
    String one = response.header("RateLimit");
    Optional<Long> remaining =
        first(NUMBER.matcher(text(response.header("RateLimit-Remaining"))), true)
            .or(() -> first(LEFT.matcher(text(one)), false));
    Optional<Long> reset =
        first(NUMBER.matcher(text(response.header("RateLimit-Reset"))), true)
            .or(() -> first(RESET.matcher(text(one)), false));
    return remaining.map(
        left ->
            new RateLimit(
                left, reset.map(s -> Duration.ofSeconds(Math.min(Math.max(s, 1), MAX_SECONDS)))));
  }

  private static Optional<Long> first(Matcher matcher, boolean whole) {
    return (whole ? matcher.matches() : matcher.find())
        ? Optional.of(Long.parseLong(matcher.group(1)))
        : Optional.empty();
  }

  private static String text(@Nullable String header) {
    return header == null || header.length() > 500 ? "" : header;
  }
}
