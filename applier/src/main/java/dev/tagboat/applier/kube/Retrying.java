package dev.tagboat.applier.kube;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.fault.TransientFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Tries again what time may mend: no answer, 429, 503, 504, and of the 500s those that come from
 * etcd or from a webhook that is down. A 500 also says that an object does not fit its schema; that
 * will not change.
 */
final class Retrying {
  private static final int TRIES = 6;
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 10_000;
  private static final Pattern PASSING_500 =
      Pattern.compile(
          "failed calling webhook|etcdserver|leader changed|timed out|timeout|context deadline"
              + "|connection refused|EOF");

  private final Http http;
  private final Pause pause;
  private final Random random;

  Retrying(Http http, Pause pause, Random random) {
    this.http = http;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @throws TransientFault when it did not help
   */
  Http.Response send(Http.Request request) {
    int attempt = 1;
    while (attempt < TRIES) {
      try {
        Http.Response response = http.send(request);
        if (!isPassing(response)) {
          return response;
        }
        pause.pause(asked(response, attempt));
      } catch (TransientFault e) {
        pause.pause(backOff(attempt));
      }
      attempt++;
    }
    return last(request);
  }

  private Http.Response last(Http.Request request) {
    Http.Response response = http.send(request);
    if (isPassing(response)) {
      throw new TransientFault(
          "the API server answers "
              + response.status()
              + " to "
              + request.method()
              + " "
              + request.path().replaceAll("\\?.*", ""));
    }
    return response;
  }

  private Duration asked(Http.Response response, int attempt) {
    return response.retryAfter().isPresent()
        ? Duration.ofMillis(Math.min(LONGEST_PAUSE, response.retryAfter().getAsLong() * 1000))
        : backOff(attempt);
  }

  // Full jitter: many appliers must not come back all at once.
  private Duration backOff(int attempt) {
    long most = Math.min(LONGEST_PAUSE, FIRST_PAUSE << attempt);
    return Duration.ofMillis(1 + random.nextLong(most));
  }

  private static boolean isPassing(Http.Response response) {
    return switch (response.status()) {
      case 429, 502, 503, 504 -> true;
      case 500 -> PASSING_500.matcher(new String(response.body(), StandardCharsets.UTF_8)).find();
      default -> false;
    };
  }
}
