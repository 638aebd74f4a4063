package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.TransientFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import okhttp3.Response;

/**
 * Waits where a registry asks for a short pause (429, 503 with {@code Retry-After}, or a {@link
 * RateLimit} that is used up), and leaves one that asks for a long pause alone until it is over.
 * All threads that ask one registry wait together. Safe for many threads.
 */
final class Pauses {
  private static final int MAX_TRIES = 4;

  /** How many of the longest pauses one registry gets in all, whichever threads wait. */
  private static final int MAX_WAITS = 8;

  private static final Duration FIRST = Duration.ofSeconds(1);

  /** Of the first pause, where a registry that is asked again and again states none: 256 s. */
  private static final int MAX_DOUBLINGS = 8;

  /** How to let time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  private final boolean heeded;
  private final Duration longest;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, Long> remaining = new ConcurrentHashMap<>();
  private final Map<String, Integer> strikes = new ConcurrentHashMap<>();
  private final Map<String, Instant> closed = new ConcurrentHashMap<>();
  private final Map<String, Duration> waited = new ConcurrentHashMap<>();

  /**
   * @param longest the longest pause that is waited for; zero never to wait
   */
  Pauses(Duration longest, Clock clock, Sleeper sleeper) {
    this(true, longest, clock, sleeper);
  }

  private Pauses(boolean heeded, Duration longest, Clock clock, Sleeper sleeper) {
    this.heeded = heeded;
    this.longest = longest;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Hands every answer on at once. */
  static Pauses none(Clock clock) {
    return new Pauses(false, Duration.ZERO, clock, pause -> {});
  }

  /**
   * Never waits: while a registry wants a pause, it is not asked, and whoever wants to is told when
   * to come back. For a server, whose workers have others to ask meanwhile.
   */
  static Pauses refusing(Clock clock) {
    return new Pauses(Duration.ZERO, clock, pause -> {});
  }

  /** How many requests the registry said it still takes; empty when it did not say. */
  Optional<Long> remaining(Endpoint endpoint) {
    return Optional.ofNullable(remaining.get(endpoint.host()));
  }

  /**
   * @param call sends the request; called again after each pause
   * @throws TransientFault when the registry asked for a long pause before and that is not over
   */
  Response around(Endpoint endpoint, Supplier<Response> call) {
    if (!heeded) {
      return call.get();
    }
    for (int tries = 1; ; tries++) {
      await(endpoint);
      Response response = call.get();
      Optional<Duration> pause = wanted(endpoint, response, tries);
      note(endpoint, response);
      if (pause.isEmpty()) {
        return response;
      }
      close(endpoint, pause.get());
      if (tries == MAX_TRIES || !isWaitedFor(endpoint, pause.get())) {
        return response;
      }
      response.close();
    }
  }

  private Optional<Duration> wanted(Endpoint endpoint, Response response, int tries) {
    Optional<Duration> stated = RetryAfter.parse(response.header("Retry-After"), clock.instant());
    if (response.code() == 429) {
      int strike = strikes.merge(endpoint.host(), 1, Integer::sum);
      int doublings = longest.isZero() ? Math.min(strike - 1, MAX_DOUBLINGS) : tries - 1;
      return Optional.of(stated.orElse(FIRST.multipliedBy(1L << doublings)));
    }
    strikes.remove(endpoint.host());
    return response.code() == 503 ? stated : Optional.empty();
  }

  // What is used up for a stated while is as good as a 429 that has not been sent yet.
  private void note(Endpoint endpoint, Response response) {
    RateLimit.of(response)
        .ifPresent(
            limit -> {
              remaining.put(endpoint.host(), limit.remaining());
              if (limit.remaining() == 0) {
                limit.reset().ifPresent(reset -> close(endpoint, reset));
              }
            });
  }

  private void close(Endpoint endpoint, Duration pause) {
    closed.merge(endpoint.host(), clock.instant().plus(pause), Pauses::later);
  }

  private void await(Endpoint endpoint) {
    Instant until = closed.get(endpoint.host());
    Duration left = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
    if (left.isNegative() || left.isZero()) {
      return;
    }
    if (!isWaitedFor(endpoint, left)) {
      throw new TransientFault(
          "Did not ask registry "
              + endpoint.host()
              + " any more: it wants no requests for another "
              + left.toSeconds()
              + " s. Try again after that.",
          left);
    }
    waited.merge(endpoint.host(), left, Duration::plus);
    try {
      sleeper.sleep(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("Was interrupted while " + endpoint.host() + " wanted a pause.", e);
    }
  }

  // A registry that is never content must not hold us up for ever.
  private boolean isWaitedFor(Endpoint endpoint, Duration pause) {
    Duration before = waited.getOrDefault(endpoint.host(), Duration.ZERO);
    return pause.compareTo(longest) <= 0 && before.compareTo(longest.multipliedBy(MAX_WAITS)) < 0;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
