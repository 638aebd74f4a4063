package dev.tagboat.bot.net;

import dev.tagboat.bot.fault.TransientFault;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches small public documents, such as keys and certificates; sends no credentials. */
public interface Documents {

  /** Where an address may lead. */
  enum Reach {
    /** HTTPS, to public addresses only: for an address that somebody else has named. */
    PUBLIC,
    /** As {@link #PUBLIC}, and plain HTTP: for what is proven by itself, as a certificate is. */
    PUBLIC_PLAIN,
    /** HTTPS to any address, and plain HTTP to loopback: for an address that the operator wrote. */
    CONFIGURED
  }

  /**
   * @param maxAge how long it may be kept ({@code Cache-Control: max-age}); null when not said
   */
  @SuppressWarnings("ArrayRecordComponent") // Made and read once, never compared.
  record Document(byte[] bytes, @Nullable Duration maxAge) {}

  /**
   * GETs {@code url}. No redirect is followed, nothing larger than 256 KiB is read, and all of it
   * takes at most 5 s.
   *
   * @return null when the host says that there is no such document (403, 404, 410)
   * @throws TransientFault when that does not tell, whatever the reason
   */
  @Nullable Document get(URI url, Reach reach);
}
