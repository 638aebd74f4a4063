package dev.tagboat.server.assembly;

import dev.tagboat.bot.forge.embedded.FaultAction;
import dev.tagboat.bot.forge.embedded.FaultRule;
import dev.tagboat.bot.forge.embedded.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** What happens to each request of a forge, by chance: mostly nothing. */
final class Weather {
  private static final Pattern API = Pattern.compile("/api/.*");
  private static final Pattern GIT = Pattern.compile("/acme/.*");
  private static final int GIT_REQUESTS_OF_TEN = 4;

  /** One request in so many goes wrong. */
  private static final int ONE_IN = 7;

  /** Longer than clients wait; rare, as it takes as long as they do. */
  private static final Duration TOO_LONG = Duration.ofSeconds(40);

  private static final FaultAction NOTHING = new FaultAction.Delay(Duration.ZERO);

  private final Random random;
  private final int timeouts;
  private int faults;

  /**
   * @param timeouts how many requests are answered only when nobody waits any more
   */
  Weather(long seed, int timeouts) {
    this.random = new Random(seed);
    this.timeouts = timeouts;
  }

  /** For so many requests; what comes after them is calm. */
  void over(Faults pending, int requests) {
    for (int i = 0; i < requests; i++) {
      Pattern path = random.nextInt(10) < GIT_REQUESTS_OF_TEN ? GIT : API;
      pending.add(
          new FaultRule("*", path, 1, action(path == API, i < timeouts * 50 && i % 50 == 0)));
    }
  }

  /** How many of them go wrong. */
  int faults() {
    return faults;
  }

  /** How many of these are more than a pause of no length. */
  static long faults(List<FaultRule> pending) {
    return pending.stream().filter(rule -> !rule.action().equals(NOTHING)).count();
  }

  private FaultAction action(boolean api, boolean timeout) {
    if (timeout) {
      faults++;
      return new FaultAction.Delay(TOO_LONG);
    }
    if (random.nextInt(ONE_IN) > 0) {
      return NOTHING;
    }
    faults++;
    return switch (random.nextInt(api ? 6 : 5)) {
      case 0 -> new FaultAction.Drop(false);
      case 1 -> new FaultAction.Drop(true);
      case 2 -> failure(List.of(500, 502, 503, 504).get(random.nextInt(4)), false);
      case 3 -> failure(List.of(500, 502, 503, 504).get(random.nextInt(4)), true);
      case 4 -> limit(429, "slow down");
      default -> limit(403, "You have exceeded a secondary rate limit.");
    };
  }

  private static FaultAction failure(int status, boolean afterEffect) {
    return new FaultAction.Respond(status, Map.of(), "{\"message\":\"oops\"}", afterEffect);
  }

  private static FaultAction limit(int status, String message) {
    return new FaultAction.Respond(
        status, Map.of("Retry-After", "1"), "{\"message\":\"" + message + "\"}", false);
  }
}
