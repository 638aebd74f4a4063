package dev.tagboat.applier.kube;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.fault.TransientFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Tries again what time may mend: no answer, or one that is no JSON, 429, 502 to 504, an applied
 * object that somebody else writes at the same moment (409), and 500. A 500 also says that an
 * object does not fit its schema; that will not change.
 */
final class Retrying {
  private static final int TRIES = 6;
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 10_000;
  private static final Pattern LASTING_500 =
      Pattern.compile(
          "typed (patch|live|new)|not declared in schema|duplicate (entries|field)|unmarshal"
              + "|strict decoding|unable to convert|expected (map|list|string|numeric)");

  // The server's own words for a write that another one overtook.
  private static final Pattern OVERTAKEN = Pattern.compile("object has been modified");

  private final Http http;
  private final Pause pause;
  private final Random random;

  Retrying(Http http, Pause pause, Random random) {
    this.http = http;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @return also a 409 or 500 that did not pass
   * @throws TransientFault when there was no answer, or none but to come again
   */
  Http.Response send(Http.Request request) {
    int attempt = 1;
    while (attempt < TRIES) {
      try {
        Http.Response response = http.send(request);
        if (!isPassing(request, response)) {
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
    // Of the others, the caller knows more to say: which object, and whether it is a Secret.
    boolean isSilent = response.status() != 500 && response.status() != 409;
    if (isSilent && isPassing(request, response)) {
      throw new TransientFault(
          "the API server answers "
              + response.status()
              + (response.isGood() ? " with something that is no JSON object" : "")
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

  private static boolean isPassing(Http.Request request, Http.Response response) {
    if (response.isGood()) {
      return !isObject(response.body());
    }
    return switch (response.status()) {
      case 429, 502, 503, 504 -> true;
      case 500 -> !LASTING_500.matcher(text(response)).find();
      case 409 ->
          request.contentType().equals(KubeCluster.APPLY)
              && OVERTAKEN.matcher(text(response)).find();
      default -> false;
    };
  }

  // A proxy on the way may welcome us with a page of its own, and all that is good. Applying again
  // what did arrive changes nothing; deleting it again finds another UID, or none.
  private static boolean isObject(byte[] body) {
    int first = 0;
    int last = body.length - 1;
    while (first < last && Character.isWhitespace(body[first])) {
      first++;
    }
    while (last > first && Character.isWhitespace(body[last])) {
      last--;
    }
    return first < last && body[first] == '{' && body[last] == '}';
  }

  private static String text(Http.Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
