package dev.tagboat.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a sender proves that it knows the secret. */
public enum AuthKind {
  /** {@code Authorization: Bearer SECRET}. */
  BEARER,
  /** HMAC-SHA256 over the raw body, in the header that senders of the hook's type use. */
  HMAC_SHA256,
  /** HMAC-SHA1 over the raw body; only for the type whose senders have nothing better. */
  HMAC_SHA1,
  /** {@code Authorization: Basic}, of which only the password is compared. */
  BASIC,
  /** The bare value of a header: the type's own, else {@code Authorization}, or as configured. */
  HEADER,
  /** The last part of the URL: {@code /hooks/NAME/SECRET}. */
  PATH,
  /** {@code Authorization: Bearer} with an ID token of a configured issuer; no secret of ours. */
  OIDC,
  /** The signature that Amazon SNS puts into its messages; no secret of ours. */
  SNS;

  /** Whether sender and server share a secret. */
  public boolean hasSecret() {
    return this != OIDC && this != SNS;
  }

  /** As configuration files name it: {@code hmac-sha256}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming those there are
   */
  static AuthKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this auth is not supported; supported: "
                        + Arrays.stream(values())
                            .map(AuthKind::key)
                            .collect(Collectors.joining(", "))));
  }
}
