package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends again what GitHub limited, after a short pause; a long one is thrown with its length, so
 * that the thread can do other work. A pause is the token's: {@link WritePacer} sees to it that
 * until it is over, nobody sends a request with it.
 */
final class LimitInterceptor implements Interceptor {
  private static final int WAITS = 2;

  private final Limits limits;
  private final Sleeper sleeper;

  LimitInterceptor(Clock clock, Sleeper sleeper) {
    this.limits = new Limits(clock);
    this.sleeper = sleeper;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    for (int waits = 0; ; waits++) {
      Response response = chain.proceed(request);
      Optional<Duration> pause = limits.pause(response);
      if (pause.isEmpty()) {
        return response;
      }
      response.close();
      boolean overload = response.code() == 503;
      // A limited request was not carried out, so that any method may be sent again; a 503 says
      // nothing about it.
      boolean safe = !overload || !request.method().equals("POST");
      if (!safe || waits == WAITS || pause.get().compareTo(WritePacer.SHORT) > 0) {
        throw limited(request, response.code(), pause.get());
      }
      if (overload) {
        sleeper.sleep(pause.get());
      }
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
}
