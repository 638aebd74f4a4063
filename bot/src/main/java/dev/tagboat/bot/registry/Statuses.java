package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** What a status means that is not the wished-for one. */
final class Statuses {
  private final Clock clock;

  Statuses(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param tried what was tried, starting "Tried to"
   */
  Fault fault(String tried, Response response) {
    HttpUrl url = response.request().url();
    int code = response.code();
    String said = tried + ", but " + Transport.site(url) + " answered " + code;
    if (code == 429 || code == 408 || code >= 500) {
      String message =
          said + (code == 429 ? " (too many requests)." : ".") + " It may answer again later.";
      return RetryAfter.parse(response.header("Retry-After"), clock.instant())
          .map(pause -> new TransientFault(message, pause))
          .orElseGet(() -> new TransientFault(message));
    }
    if (code == 401 || code == 403) {
      return new UserFault(
          said
              + " (not allowed). Check that the credentials for it are right and may pull this"
              + " repository.");
    }
    return new UserFault(said + ". Check that this host is a container registry.");
  }
}
