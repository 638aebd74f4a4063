package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Signature-256} or {@code X-Hub-Signature-256: sha256=HEX}, the HMAC-SHA256 of the raw
 * body. With {@code X-Timestamp} (Unix seconds) the signed text is {@code TIMESTAMP.BODY}, and the
 * time may be at most 5 minutes off, so that a recorded request cannot be sent again later.
 */
public final class HmacVerifier implements Verifier {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String PREFIX = "sha256=";

  private final Secrets secrets;
  private final Clock clock;

  HmacVerifier(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The verifier of a forge's own events, which carry no time. */
  public static Verifier of(Secret secret, Clock clock) {
    return new HmacVerifier(new Secrets(List.of(secret)), clock);
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    byte @Nullable [] signature = signature(presented);
    if (signature == null) {
      return false;
    }
    String timestamp = presented.value("X-Timestamp");
    if (timestamp == null) {
      return secrets.signed(signature, presented.body().get());
    }
    byte[] prefix = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return isFresh(timestamp) && secrets.signed(signature, prefix, presented.body().get());
  }

  @Override
  public boolean mayBeAuthentic(Presented presented) {
    String timestamp = presented.value("X-Timestamp");
    return signature(presented) != null && (timestamp == null || isFresh(timestamp));
  }

  @Override
  public boolean needsBody() {
    return true;
  }

  private static byte @Nullable [] signature(Presented presented) {
    String own = presented.value("X-Signature-256");
    String header = own != null ? own : presented.value("X-Hub-Signature-256");
    if (header == null || !header.startsWith(PREFIX) || header.length() != PREFIX.length() + 64) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(header, PREFIX.length(), header.length());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isFresh(String timestamp) {
    try {
      Instant then = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(then, clock.instant()).abs().compareTo(WINDOW) <= 0;
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
