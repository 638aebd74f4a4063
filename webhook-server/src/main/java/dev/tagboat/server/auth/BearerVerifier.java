package dev.tagboat.server.auth;

import org.jspecify.annotations.Nullable;

/** {@code Authorization: Bearer SECRET} (RFC 6750, section 2.1). */
final class BearerVerifier implements Verifier {
  private static final String SCHEME = "Bearer ";

  private final Secrets secrets;

  BearerVerifier(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    return secrets.contain(token(presented.value("Authorization")));
  }

  static @Nullable String token(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).trim()
        : null;
  }
}
