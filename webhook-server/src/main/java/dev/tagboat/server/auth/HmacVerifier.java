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
 * The HMAC of the raw body in a header, as the sender's {@link SignatureForm} is. In our own form
 * {@code X-Timestamp} (Unix seconds) may be signed, too: then the text is {@code TIMESTAMP.BODY},
 * and the time may be at most 5 minutes off, so that a recorded request cannot be sent again later.
 */
public final class HmacVerifier implements Verifier {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final SignatureForm form;
  private final Secrets secrets;
  private final Clock clock;

  HmacVerifier(SignatureForm form, Secrets secrets, Clock clock) {
    this.form = form;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The verifier of a forge's own events, which carry no time. */
  public static Verifier of(Secret secret, Clock clock) {
    return new HmacVerifier(SignatureForm.OWN, new Secrets(List.of(secret)), clock);
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    return signer(presented) > 0;
  }

  @Override
  public @Nullable Proof proof(Presented presented) {
    int signer = signer(presented);
    if (signer == 0) {
      return null;
    }
    int all = secrets.number();
    return new Proof(all == 1 ? "its secret" : "secret " + signer + " of " + all, null);
  }

  /** Which secret it is signed with, counted from 1; 0 when with none. */
  private int signer(Presented presented) {
    byte @Nullable [] signature = signature(presented);
    if (signature == null) {
      return 0;
    }
    String timestamp = timestamp(presented);
    if (timestamp == null) {
      return secrets.signer(form.algorithm(), signature, presented.body().get());
    }
    byte[] prefix = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return isFresh(timestamp)
        ? secrets.signer(form.algorithm(), signature, prefix, presented.body().get())
        : 0;
  }

  @Override
  public boolean mayBeAuthentic(Presented presented) {
    String timestamp = timestamp(presented);
    return signature(presented) != null && (timestamp == null || isFresh(timestamp));
  }

  @Override
  public boolean needsBody() {
    return true;
  }

  private @Nullable String timestamp(Presented presented) {
    return form.timed() ? presented.value("X-Timestamp") : null;
  }

  private byte @Nullable [] signature(Presented presented) {
    String header = form.value(presented);
    int from = form.prefix().length();
    if (header == null
        || !header.startsWith(form.prefix())
        || header.length() != from + form.digits()) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(header, from, header.length());
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
