package dev.tagboat.server.http;

import dev.tagboat.server.view.Setup;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests to configured hooks that did not prove where they come from, since the start. Nothing of
 * what they brought is kept: it may be a secret.
 */
final class Refused {
  private final ClientAddress clients;
  private final Clock clock;
  private final Map<String, Setup.Strangers> byHook = new ConcurrentHashMap<>();

  Refused(ClientAddress clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * @param hook a configured one, so that there are only so many
   */
  void add(Context ctx, String hook) {
    String from = clients.of(ctx).getHostAddress();
    byHook.compute(
        hook,
        (name, before) ->
            new Setup.Strangers(
                name, before == null ? 1 : before.number() + 1, clock.instant(), from));
  }

  Setup.@Nullable Strangers of(String hook) {
    return byHook.get(hook);
  }

  /** In order of the hooks' names. */
  List<Setup.Strangers> all() {
    return byHook.values().stream().sorted(Comparator.comparing(Setup.Strangers::hook)).toList();
  }
}
