package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits, as GitHub's "Best practices for using the REST API" asks: {@code Retry-After} first,
 * then {@code x-ratelimit-reset} when nothing remains, else at least a minute. A short pause is
 * waited out here; a long one is thrown with its length, so that the thread can do other work. A
 * pause is the token's: until it is over, nobody sends a request with it.
 */
final class LimitInterceptor implements Interceptor {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration UNKNOWN = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int WAITS = 2;
  private static final long PEEK = 64 << 10;

  private final Clock clock;
  private final Sleeper sleeper;
  private final WritePacer lane;

  LimitInterceptor(Clock clock, Sleeper sleeper, WritePacer lane) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.lane = lane;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    for (int waits = 0; ; waits++) {
      awaitLane(request);
      Response response = chain.proceed(request);
      Optional<Duration> pause = pause(response);
      if (pause.isEmpty()) {
        return response;
      }
      response.close();
      if (response.code() != 503) {
        lane.closeFor(pause.get());
      }
      // A limited request was not carried out, so that any method may be sent again; a 503 says
      // nothing about it.
      boolean safe = response.code() != 503 || !request.method().equals("POST");
      if (!safe || waits == WAITS || pause.get().compareTo(SHORT) > 0) {
        throw limited(request, response.code(), pause.get());
      }
      sleeper.sleep(pause.get());
    }
  }

  private void awaitLane(Request request) {
    Duration closed = lane.closed();
    if (closed.compareTo(SHORT) > 0) {
      throw new TransientFault(
          "GitHub asked for a pause of our requests, so that "
              + request.method()
              + " "
              + request.url().encodedPath()
              + " was not sent. It is tried again in "
              + closed.toSeconds()
              + " seconds.",
          closed);
    }
    if (closed.compareTo(Duration.ZERO) > 0) {
      sleeper.sleep(closed);
    }
  }

  private static TransientFault limited(Request request, int status, Duration pause) {
    return new TransientFault(
        "GitHub limits our requests ("
            + status
            + " to "
            + request.method()
            + " "
            + request.url().encodedPath()
            + "). It asks for a pause of "
            + pause.toSeconds()
            + " seconds.",
        pause);
  }

  /** The pause GitHub wants; empty when this answer is not about limits. */
  private Optional<Duration> pause(Response response) throws IOException {
    int status = response.code();
    if (status != 403 && status != 429 && status != 503) {
      return Optional.empty();
    }
    Optional<Duration> asked = retryAfter(response.header("Retry-After"));
    if (asked.isPresent() || status == 503) {
      return asked;
    }
    if ("0".equals(response.header("x-ratelimit-remaining"))) {
      return Optional.of(untilReset(response.header("x-ratelimit-reset")));
    }
    return status == 429 || isSecondary(response) ? Optional.of(UNKNOWN) : Optional.empty();
  }

  /** Whether it was refused for being asked too often, as far as the answer says so. */
  static boolean isLimit(Response response) throws IOException {
    return response.code() == 429
        || (response.code() == 403
            && (response.header("Retry-After") != null
                || "0".equals(response.header("x-ratelimit-remaining"))
                || isSecondary(response)));
  }

  private static boolean isSecondary(Response response) throws IOException {
    String body = response.peekBody(PEEK).string().toLowerCase(Locale.ROOT);
    return body.contains("secondary rate limit") || body.contains("abuse detection");
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
