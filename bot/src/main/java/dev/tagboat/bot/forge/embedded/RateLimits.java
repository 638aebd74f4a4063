package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Counts calls, and never refuses one: tests that want a limit ask for it as a fault. */
final class RateLimits {
  private static final int LIMIT = 5000;

  private final Clock clock;
  private final Map<String, Integer> used = new HashMap<>();
  private long window;

  RateLimits(Clock clock) {
    this.clock = clock;
  }

  private long reset() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).getEpochSecond();
  }

  synchronized ObjectNode json(Account account) {
    int count = used.getOrDefault(account.login(), 0);
    return Json.object()
        .put("limit", LIMIT)
        .put("used", count)
        .put("remaining", Math.max(0, LIMIT - count))
        .put("reset", reset());
  }

  /** Adds the headers; an answer of 304 costs nothing. */
  synchronized Answer counted(Answer answer, Account account) {
    if (window != reset()) {
      used.clear();
      window = reset();
    }
    int count = used.merge(account.login(), answer.status() == 304 ? 0 : 1, Integer::sum);
    return answer
        .with("X-RateLimit-Limit", Integer.toString(LIMIT))
        .with("X-RateLimit-Used", Integer.toString(count))
        .with("X-RateLimit-Remaining", Integer.toString(Math.max(0, LIMIT - count)))
        .with("X-RateLimit-Reset", Long.toString(window))
        .with("X-RateLimit-Resource", "core");
  }
}
