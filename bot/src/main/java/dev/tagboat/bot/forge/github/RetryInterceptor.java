package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * Reads each answer whole (capped) and repeats what can be repeated without harm, twice at most. A
 * POST that changes something is never repeated: a lost answer may hide that it was done.
 */
final class RetryInterceptor implements Interceptor {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);
  // A page of 100 pull requests with bodies of 64 KiB stays below.
  private static final int LIMIT = 16 << 20;

  private final Sleeper sleeper;

  RetryInterceptor(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  @Override
  public Response intercept(Chain chain) {
    Request request = chain.request();
    int attempts = request.method().equals("POST") && !Rest.onlyAsks(request) ? 1 : ATTEMPTS;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == attempts || chain.call().isCanceled();
      try {
        Response response = whole(chain.proceed(request));
        // With Retry-After, GitHub names the pause itself: LimitInterceptor looks at it.
        if (last || !PASSING.contains(response.code()) || response.header("Retry-After") != null) {
          return response;
        }
      } catch (IOException e) {
        if (last || chain.call().isCanceled()) {
          throw unreachable(request, e);
        }
      }
      sleeper.sleep(FIRST_PAUSE.multipliedBy(attempt));
    }
  }

  private static TransientFault unreachable(Request request, IOException cause) {
    return new TransientFault(
        "Tried to reach GitHub ("
            + request.method()
            + " "
            + request.url().host()
            + request.url().encodedPath()
            + "), but the connection failed: "
            + cause.getMessage()
            + ". It is tried again later.",
        cause);
  }

  private static Response whole(Response response) throws IOException {
    try (ResponseBody body = response.body()) {
      BufferedSource source = body.source();
      if (source.request(LIMIT + 1L)) {
        throw new UserFault(
            "GitHub's answer to "
                + response.request().url().encodedPath()
                + " is larger than "
                + LIMIT
                + " bytes. Check api-url and any proxy in between.");
      }
      return response
          .newBuilder()
          .body(ResponseBody.create(source.readByteString(), body.contentType()))
          .build();
    }
  }
}
