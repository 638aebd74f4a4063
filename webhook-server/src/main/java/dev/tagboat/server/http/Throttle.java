package dev.tagboat.server.http;

import dev.tagboat.server.config.Front;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each address and hook. Only so many are remembered; the ones that were
 * used least recently, which are the fullest, are forgotten first.
 */
final class Throttle {
  private static final int MOST = 10_000;
  private static final double NANOS = 1e9;

  private final Front.Rate rate;
  private final ClientAddress clients;
  private final Clock clock;
  private final Map<Source, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Bucket> eldest) {
          return size() > MOST;
        }
      };

  private record Source(String address, String hook) {}

  private record Bucket(double tokens, Instant at) {}

  Throttle(Front front, Clock clock) {
    this.rate = front.rate();
    this.clients = new ClientAddress(front.trustedProxies());
    this.clock = clock;
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

  // Who has one address of IPv6 has all that begin with the same 64 bits.
  private static String key(InetAddress client) {
    byte[] bytes = client.getAddress();
    return HexFormat.of()
        .formatHex(client instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }

  synchronized boolean take(InetAddress client, String hook) {
    Source source = new Source(key(client), hook);
    Instant now = clock.instant();
    Bucket last = buckets.getOrDefault(source, new Bucket(rate.burst(), now));
    double seconds = Duration.between(last.at(), now).toNanos() / NANOS;
    double tokens = Math.min(rate.burst(), last.tokens() + Math.max(0, seconds) * rate.perSecond());
    buckets.put(source, new Bucket(tokens >= 1 ? tokens - 1 : tokens, now));
    return tokens >= 1;
  }

  synchronized int size() {
    return buckets.size();
  }
}
