package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Which pause an answer asks for, as GitHub's "Best practices for using the REST API" has it:
 * {@code Retry-After} first, then {@code x-ratelimit-reset} when nothing remains, else at least a
 * minute.
 */
final class Limits {
  private static final Duration UNKNOWN = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final long PEEK = 64 << 10;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Clock clock;

  Limits(Clock clock) {
    this.clock = clock;
  }

  /** How long nobody may use the token; zero when this answer is not about that. */
  Duration rest(Response response) throws IOException {
    // A 503 is about GitHub, not about who asks.
    return response.code() == 503 ? Duration.ZERO : pause(response).orElse(Duration.ZERO);
  }

  /** The pause GitHub wants; empty when this answer is not about limits. Leaves the body unread. */
  Optional<Duration> pause(Response response) throws IOException {
    int status = response.code();
    boolean graph = status == 200 && isLimitedGraph(response);
    if (status != 403 && status != 429 && status != 503 && !graph) {
      return Optional.empty();
    }
    Optional<Duration> asked = retryAfter(response.header("Retry-After"));
    if (asked.isPresent() || status == 503) {
      return asked;
    }
    if ("0".equals(response.header("x-ratelimit-remaining"))) {
      return Optional.of(untilReset(response.header("x-ratelimit-reset")));
    }
    return graph || status == 429 || isSecondary(response)
        ? Optional.of(UNKNOWN)
        : Optional.empty();
  }

  // "Rate limits and query limits for the GraphQL API": limited with status 200, too. Only what
  // GitHub says of its own is looked at, not data, which people write.
  private static boolean isLimitedGraph(Response response) throws IOException {
    if (!response.request().url().encodedPath().endsWith("/graphql")) {
      return false;
    }
    try {
      JsonNode error = MAPPER.readTree(start(response)).path("errors").path(0);
      return error.path("type").asText().startsWith("RATE_LIMIT")
          || isSecondary(error.path("message").asText());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isSecondary(Response response) throws IOException {
    return isSecondary(start(response));
  }

  private static boolean isSecondary(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("secondary rate limit") || lower.contains("abuse detection");
  }

  private static String start(Response response) throws IOException {
    try {
      return response.peekBody(PEEK).string();
    } catch (IOException e) {
      response.close();
      throw e;
    }
  }

  private Duration untilReset(@Nullable String epochSeconds) {
    try {
      Instant reset = Instant.ofEpochSecond(Long.parseLong(String.valueOf(epochSeconds)));
      // The reset is told in whole seconds; a request in the same second is still refused.
      return bounded(Duration.between(clock.instant(), reset).plusSeconds(1));
    } catch (NumberFormatException | DateTimeException e) {
      return UNKNOWN;
    }
  }

  private Optional<Duration> retryAfter(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(header.strip()))));
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.of(untilDate(header));
    }
  }

  private Duration untilDate(String header) {
    try {
      Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(clock.instant(), date));
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
      return Duration.ofSeconds(1);
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
