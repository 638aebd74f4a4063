package dev.tagboat.server.http;

import dev.tagboat.server.config.Front;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;

/** How often one address may call one hook. */
final class Throttle {
  private final Front.Rate rate;
  private final ClientAddress clients;
  private final Buckets<Source> buckets;

  private record Source(String address, String hook) {}

  Throttle(Front front, Clock clock) {
    this.rate = front.rate();
    this.clients = new ClientAddress(front.trustedProxies());
    this.buckets = new Buckets<>(rate.perSecond(), rate.burst(), clock);
  }

  /**
   * @throws Refusal with 429 when this address calls this hook too often
   */
  void check(Context ctx, String hook) {
    InetAddress client = clients.of(ctx);
    if ((rate.loopback() || !client.isLoopbackAddress()) && !take(client, hook)) {
      throw new Refusal(
          429, "Too many requests from this address; come back later.", Map.of("Retry-After", "1"));
    }
  }

  boolean take(InetAddress client, String hook) {
    return buckets.take(new Source(ClientAddress.key(client), hook));
  }

  int size() {
    return buckets.size();
  }
}
