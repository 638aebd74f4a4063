package dev.tagboat.server.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How others reach the server: what one sender may take, which proxies are believed when they say
 * who that is, and the address that registries and forges know.
 *
 * @param body bytes of a request's body
 * @param rate how often one address may call one hook
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param publicUrl what URLs to paste begin with, without a slash at its end; null when not known
 */
public record Front(
    int body, Rate rate, List<AddressRange> trustedProxies, @Nullable URI publicUrl) {
  static final int BODY = 2 << 20;
  public static final Front STANDARD = new Front(BODY, Rate.STANDARD, List.of());

  public Front {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** With no known address. */
  public Front(int body, Rate rate, List<AddressRange> trustedProxies) {
    this(body, rate, trustedProxies, null);
  }

  /**
   * How often one address may call one hook.
   *
   * @param perSecond in the long run
   * @param burst at once
   * @param loopback whether this machine's own programs are counted, too: mostly that is a proxy
   *     that everybody comes through
   */
  public record Rate(int perSecond, int burst, boolean loopback) {
    static final Rate STANDARD = new Rate(100, 1_000, false);
  }
}
