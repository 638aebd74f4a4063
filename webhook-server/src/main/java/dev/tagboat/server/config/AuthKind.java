package dev.tagboat.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a sender proves that it knows the secret. */
public enum AuthKind {
  /** {@code Authorization: Bearer SECRET}. */
  BEARER,
  /** HMAC-SHA256 over the raw body, in {@code X-Signature-256} or {@code X-Hub-Signature-256}. */
  HMAC_SHA256,
  /** {@code Authorization: Basic}, of which only the password is compared. */
  BASIC,
  /** The bare value of {@code Authorization}. */
  HEADER,
  /** The last part of the URL: {@code /hooks/NAME/SECRET}. */
  PATH;

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
